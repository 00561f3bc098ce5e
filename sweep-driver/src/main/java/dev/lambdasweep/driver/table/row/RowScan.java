package dev.lambdasweep.driver.table.row;

import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.setting.MissingValues;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * What both scans of a table need to know of a row: whether it is wanted, and which of its values
 * are missing.
 *
 * @param selection which columns are what
 * @param side rows that are wanted
 * @param missing what is done about missing values
 */
public record RowScan(Selection selection, Side side, MissingValues missing)
    implements Serializable {

  /** Readers of the features. */
  public List<FeatureColumn> features() {
    List<FeatureColumn> features = new ArrayList<>();
    for (int i = 0; i < selection.features().size(); i++) {
      features.add(
          FeatureColumn.of(
              selection.features().get(i),
              selection.kinds().get(i),
              missing == MissingValues.MEAN));
    }
    return List.copyOf(features);
  }

  /** A hash for its rows. */
  public ContentHash hash() {
    return new ContentHash(selection.schema());
  }

  /** Whether a row has no label. */
  public boolean lacksLabel(InternalRow row) {
    return FeatureColumn.isMissing(row, selection.label().ordinal(), selection.label().type());
  }

  /** Whether a row has no weight, though the others have. */
  public boolean lacksWeight(InternalRow row) {
    return selection.weight().isPresent() && Double.isNaN(weight(row));
  }

  /** Weight of a row; there must be a column of weights. */
  public double weight(InternalRow row) {
    return number(row, selection.weight().orElseThrow());
  }

  /** Label of a row, as a number. */
  public double value(InternalRow row) {
    return number(row, selection.label());
  }

  private static double number(InternalRow row, Field field) {
    return NumberType.of(field.type()).orElseThrow().at(row, field.ordinal());
  }

  /** Whether a row is left out because a value is missing. */
  public boolean isSkipped(InternalRow row, List<FeatureColumn> features) {
    return missing == MissingValues.SKIP
        && (lacksLabel(row)
            || lacksWeight(row)
            || features.stream().anyMatch(feature -> feature.isMissing(row)));
  }

  /** Whether classes are predicted. */
  public boolean hasClasses() {
    return selection.task() == Task.CLASSIFICATION;
  }
}
