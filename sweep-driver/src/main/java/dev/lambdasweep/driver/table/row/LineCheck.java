package dev.lambdasweep.driver.table.row;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Looks for malformed lines alone. Its result is {@link Findings} without features as bytes.
 *
 * @param malformed place of a column that holds a line that is no row, else null
 */
public record LineCheck(int malformed) implements PartitionTask {
  @Override
  public byte[] run(int partition, Iterator<InternalRow> rows) {
    Findings findings = new Findings(0);
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (!row.isNullAt(malformed)) {
        findings.addMalformed(partition, row.getUTF8String(malformed).toString());
      }
    }
    return findings.toBytes();
  }
}
