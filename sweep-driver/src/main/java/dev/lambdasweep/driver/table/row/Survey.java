package dev.lambdasweep.driver.table.row;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.NumericType;

/**
 * The first scan of a table: what the columns of a partition's rows hold. Its result is {@link
 * Findings} as bytes.
 *
 * @param scan the rows to look at
 * @param malformed place of a column that holds a line that is no row, else null; −1 if there is
 *     none
 */
public record Survey(RowScan scan, int malformed) implements PartitionTask {
  @Override
  public byte[] run(int partition, Iterator<InternalRow> rows) {
    List<FeatureColumn> features = scan.features();
    ContentHash hash = scan.hash();
    Findings findings = new Findings(features.size());
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (malformed >= 0 && !row.isNullAt(malformed)) {
        findings.addMalformed(partition, row.getUTF8String(malformed).toString());
        continue;
      }
      if (scan.side().heldOut().any()) {
        hash.update(row);
      }
      if (!scan.side().contains(row, hash)) {
        findings.addNotWanted();
        if (scan.selection()
            .split()
            .filter(split -> Side.is(row, split, RowUse.TEST))
            .isPresent()) {
          findings.addUse(RowUse.TEST);
        }
        continue;
      }
      add(row, features, findings);
    }
    return findings.toBytes();
  }

  private void add(InternalRow row, List<FeatureColumn> features, Findings findings) {
    findings.addRow();
    boolean isSkipped = scan.isSkipped(row, features);
    if (isSkipped) {
      findings.addSkipped();
    }
    for (int i = 0; i < features.size(); i++) {
      ColumnFindings column = findings.features().get(i);
      if (features.get(i).isMissing(row)) {
        column.addMissing();
      } else if (!isSkipped) {
        features.get(i).addTo(column, row);
      }
    }
    addLabel(row, isSkipped, findings.label());
    if (scan.lacksWeight(row)) {
      findings.weight().addMissing();
    } else if (scan.selection().weight().isPresent() && !isSkipped) {
      findings.weight().add(scan.weight(row));
    }
    if (!isSkipped) {
      addUse(row, findings);
    }
  }

  private void addLabel(InternalRow row, boolean isSkipped, ColumnFindings label) {
    Field field = scan.selection().label();
    if (scan.lacksLabel(row)) {
      label.addMissing();
    } else if (!isSkipped && field.type() instanceof NumericType && isBeyond(scan.value(row))) {
      label.add(scan.value(row));
    } else if (!isSkipped && scan.hasClasses()) {
      label.add(CategoryText.of(row, field.ordinal(), field.type()));
    }
  }

  private boolean isBeyond(double value) {
    return Double.isInfinite(value) || (!scan.hasClasses() && Float.isInfinite((float) value));
  }

  private void addUse(InternalRow row, Findings findings) {
    for (Field split : scan.selection().roles().split()) {
      boolean isKnown = false;
      for (RowUse use : RowUse.values()) {
        if (Side.is(row, split, use)) {
          findings.addUse(use);
          isKnown = true;
        }
      }
      if (!isKnown) {
        findings.addOtherUse(
            row.isNullAt(split.ordinal()) ? "null" : row.getUTF8String(split.ordinal()).toString());
      }
    }
  }
}
