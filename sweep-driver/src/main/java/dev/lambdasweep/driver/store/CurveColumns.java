package dev.lambdasweep.driver.store;

import dev.lambdasweep.driver.store.column.CellType;
import dev.lambdasweep.driver.store.column.Cells;
import dev.lambdasweep.driver.store.column.Column;
import dev.lambdasweep.driver.store.column.Columns;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.CurvePoint.Figures;
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
  private static final FigureColumns TRAINING = FigureColumns.of("train", CurvePoint::training);
  private static final FigureColumns VALIDATION = FigureColumns.of("valid", CurvePoint::validation);

  static {
    TRAINING.addErrors();
    VALIDATION.addErrors();
  }

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
        TRAINING.figures(cells),
        VALIDATION.figures(cells));
  }

  /**
   * The columns of the figures on some rows. Those of values came later than the others, so lines
   * of older versions lack them.
   */
  private record FigureColumns(
      Column<CurvePoint, Double> loss,
      Column<CurvePoint, Double> cost,
      Column<CurvePoint, Double> accuracy,
      Column<CurvePoint, Double> rmse,
      Column<CurvePoint, Double> mae,
      Column<CurvePoint, Double> r2) {

    /** The columns, of which those of every version are added to the table. */
    static FigureColumns of(String rows, Function<CurvePoint, Figures> figures) {
      return new FigureColumns(
          number(rows + "_loss", figures.andThen(Figures::loss)),
          number(rows + "_cost", figures.andThen(Figures::cost)),
          number(rows + "_accuracy", figures.andThen(Figures::accuracy)),
          later(rows + "_rmse", figures.andThen(Figures::rmse)),
          later(rows + "_mae", figures.andThen(Figures::mae)),
          later(rows + "_r2", figures.andThen(Figures::r2)));
    }

    void addErrors() {
      for (Column<CurvePoint, Double> column : List.of(rmse, mae, r2)) {
        NUMBER_LIST.add(add(column));
      }
    }

    Figures figures(Cells cells) {
      return new Figures(
          cells.get(loss),
          cells.get(cost),
          cells.get(accuracy),
          cells.get(rmse),
          cells.get(mae),
          cells.get(r2));
    }

    private static Column<CurvePoint, Double> later(
        String name, Function<CurvePoint, Double> getter) {
      return new Column<>(name, CellType.NUMBER, getter).absentAs(Double.NaN);
    }
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
