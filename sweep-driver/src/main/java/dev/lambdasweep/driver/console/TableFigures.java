package dev.lambdasweep.driver.console;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;
import java.util.stream.Stream;

/**
 * The figures that a table of trials shows, in their order: those of the test rows, the objective,
 * the others of the validation rows, and one of the training rows. A table has no column for a
 * figure that none of its rows has.
 *
 * @param test figures of the test rows, the one that corresponds to the objective first; empty if
 *     nothing was tested
 * @param objective name of the figure that ranks
 * @param others names of the other figures
 */
record TableFigures(List<String> test, String objective, List<String> others) {
  private static final List<String> TEST =
      List.of("test_accuracy", "test_rmse", "test_r2", "test_mae", "test_loss", "test_cost");
  private static final List<String> OTHERS =
      List.of(
          "valid_accuracy",
          "valid_rmse",
          "valid_r2",
          "valid_mae",
          "valid_loss",
          "train_accuracy",
          "train_rmse");
  private static final String VALIDATION = "valid_";

  /** The figures of a sweep. */
  static TableFigures of(List<TrialRow> rows, Metric objective) {
    String first = objective.name();
    String tested = first.replaceFirst("^" + VALIDATION, "test_");
    return new TableFigures(
        Stream.concat(Stream.of(tested), TEST.stream())
            .distinct()
            .filter(name -> name.startsWith("test_") && isIn(rows, name))
            .toList(),
        first,
        OTHERS.stream().filter(name -> !name.equals(first) && isIn(rows, name)).toList());
  }

  private static boolean isIn(List<TrialRow> rows, String figure) {
    return rows.stream().anyMatch(row -> row.figure(figure).isPresent());
  }

  /** All of them, in the order of a table of trials. */
  List<String> all() {
    return Stream.of(test, List.of(objective), others).flatMap(List::stream).toList();
  }

  /** Heading of the half-width of a figure's interval: "± valid". */
  static String halfWidth(String figure) {
    int end = figure.indexOf('_');
    return end > 0 ? "± " + figure.substring(0, end) : "±";
  }
}
