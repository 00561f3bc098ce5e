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
  private static final List<String> OF_CLASSES =
      List.of(
          "test_accuracy",
          "test_loss",
          "test_cost",
          "valid_accuracy",
          "valid_loss",
          "train_accuracy");
  private static final List<String> OF_VALUES =
      List.of(
          "test_rmse", "test_r2", "test_mae", "valid_rmse", "valid_r2", "valid_mae", "train_rmse");
  private static final String TEST = "test_";
  private static final String VALIDATION = "valid_";

  /** The figures of a sweep. */
  static TableFigures of(List<TrialRow> rows, Metric objective) {
    String first = objective.name();
    String tested = first.replaceFirst("^" + VALIDATION, TEST);
    List<String> usual = isIn(rows, "valid_rmse") ? OF_VALUES : OF_CLASSES;
    List<String> all =
        Stream.concat(Stream.of(tested, first), usual.stream())
            .distinct()
            .filter(name -> isIn(rows, name))
            .toList();
    return new TableFigures(
        all.stream().filter(name -> name.startsWith(TEST)).toList(),
        first,
        all.stream().filter(name -> !name.startsWith(TEST) && !name.equals(first)).toList());
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
