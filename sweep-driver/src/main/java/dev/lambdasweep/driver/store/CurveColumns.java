package dev.lambdasweep.driver.store;

import dev.lambdasweep.driver.store.column.CellType;
import dev.lambdasweep.driver.store.column.Cells;
import dev.lambdasweep.driver.store.column.Column;
import dev.lambdasweep.driver.store.column.Columns;
import dev.lambdasweep.driver.trial.CurvePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The columns of a measurement during a training, in their order. The lines of {@code curves}, the
 * SQL view and the curves of a report page follow from this list.
 */
public final class CurveColumns {
  private static final List<Column<CurvePoint, ?>> ALL = new ArrayList<>();
  private static final List<Column<CurvePoint, Double>> NUMBER_LIST = new ArrayList<>();

  public static final Column<CurvePoint, Integer> UPDATE =
      add(new Column<>("update", CellType.INTEGER, CurvePoint::update));
  public static final Column<CurvePoint, Double> EPOCH = number("epoch", CurvePoint::epoch);
  static final Column<CurvePoint, Double> LEARNING_RATE =
      number("learning_rate", CurvePoint::learningRate);
  static final Column<CurvePoint, Double> TRAIN_LOSS = number("train_loss", CurvePoint::trainLoss);
  static final Column<CurvePoint, Double> TRAIN_COST = number("train_cost", CurvePoint::trainCost);
  static final Column<CurvePoint, Double> TRAIN_ACCURACY =
      number("train_accuracy", CurvePoint::trainAccuracy);
  static final Column<CurvePoint, Double> VALID_LOSS = number("valid_loss", CurvePoint::validLoss);
  static final Column<CurvePoint, Double> VALID_COST = number("valid_cost", CurvePoint::validCost);
  static final Column<CurvePoint, Double> VALID_ACCURACY =
      number("valid_accuracy", CurvePoint::validAccuracy);

  /** All columns. */
  public static final Columns<CurvePoint> COLUMNS = new Columns<>(ALL);

  /** Those of numbers that can have a fraction. */
  public static final List<Column<CurvePoint, Double>> NUMBERS = List.copyOf(NUMBER_LIST);

  private CurveColumns() {}

  static CurvePoint point(Cells cells) {
    return new CurvePoint(
        cells.get(UPDATE),
        cells.get(EPOCH),
        cells.get(LEARNING_RATE),
        cells.get(TRAIN_LOSS),
        cells.get(TRAIN_COST),
        cells.get(TRAIN_ACCURACY),
        cells.get(VALID_LOSS),
        cells.get(VALID_COST),
        cells.get(VALID_ACCURACY));
  }

  private static Column<CurvePoint, Double> number(
      String name, Function<CurvePoint, Double> getter) {
    Column<CurvePoint, Double> column = add(new Column<>(name, CellType.NUMBER, getter));
    NUMBER_LIST.add(column);
    return column;
  }

  private static <T> Column<CurvePoint, T> add(Column<CurvePoint, T> column) {
    ALL.add(column);
    return column;
  }
}
