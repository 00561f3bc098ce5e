package dev.lambdasweep.driver.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Origin;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.Trial;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankedTableTest {
  private static final Sweep SWEEP =
      new Sweep(new SweepId("coarse-20261120T193000-7f3a"), "coarse", Kind.SEARCH, "");
  private static final SweepConfig CONFIG =
      ConfigReader.read("table.conf", new StringReader("training.updates = 1"), List.of());

  @Test
  void aPointOfRepeatsIsOneLineAndThoseThatFailedComeLast() {
    // point 1 lacks a repeat, point 2 failed in both, in two ways; 0 and 3 are equal. Of two
    // repeats the interval of 95 % is the mean ± 12.7062 sd / √2, which is ± 12.7062 · 0.01 here.
    List<TrialRow> rows =
        List.of(
            complete(0, 0, 0.50),
            complete(0, 1, 0.52),
            complete(1, 0, 0.60),
            failed(1, 1, "DIVERGED"),
            failed(2, 0, "DIVERGED"),
            failed(2, 1, "TIMEOUT"),
            complete(3, 0, 0.50),
            complete(3, 1, 0.52));

    assertThat(printed(rows))
        .startsWith(
            """
            rank  trial  lambda  n  valid_accuracy  ± valid      sd  valid_loss  train_accuracy  seconds  state
            ----  -----  ------  -  --------------  -------  ------  ----------  --------------  -------  -------------------------------
               1      1    0.01  1          0.6000                       0.4000          0.7000      4.0  1 of 2 COMPLETE
               2      0       0  2          0.5100   0.1271  0.0141      0.4900          0.6100      4.0  COMPLETE
               3      3    0.03  2          0.5100   0.1271  0.0141      0.4900          0.6100      4.0  COMPLETE
                      2    0.02  0                                                                   4.0  FAILED DIVERGED, FAILED TIMEOUT
            """);
  }

  @Test
  void withoutRepeatsEveryTrialHasALine() {
    List<TrialRow> rows =
        List.of(complete(0, 0, 0.50), failed(1, 0, "DIVERGED"), complete(2, 0, 0.60));

    assertThat(printed(rows))
        .isEqualTo(
            """
            rank  trial  lambda  valid_accuracy  valid_loss  train_accuracy  seconds  state
            ----  -----  ------  --------------  ----------  --------------  -------  ---------------
               1      2    0.02          0.6000      0.4000          0.7000      2.0  COMPLETE
               2      0       0          0.5000      0.5000          0.6000      2.0  COMPLETE
                      1    0.01                                                  2.0  FAILED DIVERGED
            """);
  }

  @Test
  void stoppedTrialsComeAfterTheCompleteOnesThoseOfLaterRungsFirst() {
    List<TrialRow> rows =
        List.of(
            stopped(0, 0, 0, 0.30),
            failed(1, 0, "DIVERGED"),
            stopped(2, 0, 1, 0.35),
            stopped(3, 0, 0, 0.90),
            complete(4, 0, 0.60));

    assertThat(printed(rows))
        .isEqualTo(
            """
            rank  trial  lambda  valid_accuracy  valid_loss  train_accuracy  seconds  state
            ----  -----  ------  --------------  ----------  --------------  -------  -----------------
               1      4    0.04          0.6000      0.4000          0.7000      2.0  COMPLETE
                      2    0.02          0.3500      0.6500          0.4500      2.0  STOPPED at rung 1
                      3    0.03          0.9000      0.1000          1.0000      2.0  STOPPED at rung 0
                      0       0          0.3000      0.7000          0.4000      2.0  STOPPED at rung 0
                      1    0.01                                                  2.0  FAILED DIVERGED
            """);
  }

  @Test
  void aStoppedPointOfRepeatsHasItsMeans() {
    List<TrialRow> rows =
        List.of(
            stopped(0, 0, 0, 0.30),
            stopped(0, 1, 0, 0.40),
            complete(1, 0, 0.60),
            complete(1, 1, 0.60),
            stopped(2, 0, 0, 0.20),
            failed(2, 1, "DIVERGED"));

    assertThat(printed(rows))
        .startsWith(
            """
            rank  trial  lambda  n  valid_accuracy  ± valid      sd  valid_loss  train_accuracy  seconds  state
            ----  -----  ------  -  --------------  -------  ------  ----------  --------------  -------  ----------------------------------
               1      1    0.01  2          0.6000   0.0000  0.0000      0.4000          0.7000      4.0  COMPLETE
                      0       0  2          0.3500                       0.6500          0.4500      4.0  STOPPED at rung 0
                      2    0.02  1          0.2000                       0.8000          0.3000      4.0  STOPPED at rung 0, FAILED DIVERGED
            """);
  }

  @Test
  void theObjectiveComesFirstAndHasTheIntervalAndFiguresWithAUnitKeepTheirDigits() {
    List<TrialRow> rows =
        List.of(
            complete(0, 0, Map.of("valid_rmse", 53.25, "valid_r2", 0.5, "train_rmse", 41.0)),
            complete(0, 1, Map.of("valid_rmse", 53.75, "valid_r2", 0.4, "train_rmse", 43.0)),
            complete(1, 0, Map.of("valid_rmse", 54.5, "valid_r2", 0.3, "train_rmse", 40.0)),
            complete(1, 1, Map.of("valid_rmse", 54.5, "valid_r2", 0.3, "train_rmse", 40.0)));

    // sd = 0.25 √2, and 12.7062 sd / √2 = 3.17655
    assertThat(printed(rows, NetworkMetrics.VALID_RMSE))
        .startsWith(
            """
            rank  trial  lambda  n  valid_rmse  ± valid        sd  valid_r2  train_rmse      p  tied  seconds  state
            ----  -----  ------  -  ----------  -------  --------  --------  ----------  -----  ----  -------  --------
               1      0       0  2     53.5000  3.17655  0.353553    0.4500     42.0000         *         4.0  COMPLETE
               2      1    0.01  2     54.5000        0         0    0.3000     40.0000  0.156  *         4.0  COMPLETE
            """);
    assertThat(printed(rows, NetworkMetrics.VALID_R2))
        .startsWith("rank  trial  lambda  n  valid_r2  ± valid      sd  valid_rmse  train_rmse");
  }

  @Test
  void aPointOfFoldsIsOneLineWithTheIntervalOverFolds() {
    // folds of 50 rows to train and 25 to validate on; sd 0.01, and over three folds the interval
    // is
    // ± 4.30265 · 0.01 · √(1/3 + 1/2) = 0.03928. Differences of 0.1 in each fold leave no doubt.
    // Over two folds it is ± 12.7062 · 0.0707 · √(1/2 + 1/2); of the differences 0.06 and 0.14,
    // t = 0.1 / 0.05657, and p = 1 − 2/π arctan t = 0.328.
    List<TrialRow> rows =
        List.of(
            fold(0, 0, 0.61),
            fold(0, 1, 0.60),
            fold(0, 2, 0.59),
            fold(1, 0, 0.51),
            fold(1, 1, 0.50),
            fold(1, 2, 0.49),
            fold(2, 0, 0.55),
            failedFold(2, 1),
            fold(2, 2, 0.45));

    assertThat(printed(rows))
        .isEqualTo(
            """
            rank  trial  lambda  n  valid_accuracy  ± valid      sd  valid_loss  train_accuracy      p  tied  seconds  state
            ----  -----  ------  -  --------------  -------  ------  ----------  --------------  -----  ----  -------  ---------------
               1      0       0  3          0.6000   0.0393  0.0100      0.4000          0.7000         *         6.0  COMPLETE
               2      1    0.01  3          0.5000   0.0393  0.0100      0.5000          0.6000  <1e-9            6.0  COMPLETE
               3      2    0.02  2          0.5000   0.8985  0.0707      0.5000          0.6000  0.328  *         6.0  2 of 3 COMPLETE

            ± is half the 95 % confidence interval of the mean over folds (Student's t, with the variance of Nadeau and Bengio).

            * cannot be distinguished from the best at level 0.05 (corrected resampled t-test over folds, Nadeau and Bengio 2003; 2 comparisons, p corrected by Holm).
            The tests do not account for choosing the best after seeing the results, nor for differences between seeds (sweep.repeats measures them).
            """);
  }

  @Test
  void theTestFigureOfTheObjectiveComesFirst() {
    List<TrialRow> rows =
        List.of(
            complete(
                0,
                0,
                Map.of(
                    "valid_accuracy",
                    0.5,
                    "valid_accuracy_se",
                    0.25,
                    "valid_loss",
                    1.5,
                    "test_accuracy",
                    0.75,
                    "test_loss",
                    1.25,
                    "test_cost",
                    2.0)));

    assertThat(printed(rows, NetworkMetrics.VALID_LOSS))
        .isEqualTo(
            """
            rank  trial  lambda  test_loss  test_accuracy  test_cost  valid_loss  valid_accuracy    ± se  seconds  state
            ----  -----  ------  ---------  -------------  ---------  ----------  --------------  ------  -------  --------
               1      0       0     1.2500         0.7500     2.0000      1.5000          0.5000  0.2500      2.0  COMPLETE
            """);
  }

  @Test
  void theMetricOfAnotherTrainerRanks() {
    List<TrialRow> rows =
        List.of(complete(0, 0, Map.of("distance", 12.5)), complete(1, 0, Map.of("distance", 2.5)));

    assertThat(printed(rows, Metric.minimize("distance")))
        .isEqualTo(
            """
            rank  trial  lambda  distance  seconds  state
            ----  -----  ------  --------  -------  --------
               1      1    0.01   2.50000      2.0  COMPLETE
               2      0       0   12.5000      2.0  COMPLETE
            """);
  }

  private static String printed(List<TrialRow> rows) {
    return printed(rows, NetworkMetrics.VALID_ACCURACY);
  }

  private static String printed(List<TrialRow> rows, Metric objective) {
    List<Trial> trials =
        IntStream.range(0, 4)
            .mapToObj(i -> new Trial(i, 0, 1, new Point(Map.of("training.lambda", i / 100.0))))
            .toList();
    Plan plan =
        new Plan(
            SWEEP,
            0,
            Instant.EPOCH,
            7,
            "{}",
            new Origin("abc", "", "images", "0.1.0", "17", "OpenBLAS"),
            trials,
            IntStream.range(0, trials.size()).mapToObj(List::of).toList(),
            0,
            List.of());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, UTF_8);
    RankedTable.of(CONFIG.withObjective(objective), List.of(plan), rows, Map.of()).print(out);
    return bytes.toString(UTF_8);
  }

  private static TrialRow complete(int number, int repeat, double accuracy) {
    return complete(
        number,
        repeat,
        Map.of(
            "valid_accuracy",
            accuracy,
            "valid_loss",
            1 - accuracy,
            "train_accuracy",
            accuracy + 0.1));
  }

  private static TrialRow complete(int number, int repeat, Map<String, Double> figures) {
    return row(number, repeat, Ending.COMPLETE, figures);
  }

  private static TrialRow fold(int number, int fold, double accuracy) {
    return withFold(complete(number, 0, accuracy), fold);
  }

  private static TrialRow failedFold(int number, int fold) {
    return withFold(failed(number, 0, "DIVERGED"), fold);
  }

  private static TrialRow withFold(TrialRow row, int fold) {
    return new TrialRow(
        row.sweep(),
        new TrialKey(row.key().number(), 0, fold),
        row.seed(),
        row.parameters(),
        row.ending(),
        new Extent(10, 1, 50, 25),
        row.figures(),
        row.execution(),
        row.codeVersion());
  }

  private static TrialRow stopped(int number, int repeat, int rung, double accuracy) {
    TrialRow row = complete(number, repeat, accuracy);
    return new TrialRow(
        row.sweep(),
        row.key(),
        row.seed(),
        row.parameters(),
        Ending.STOPPED,
        new Extent(10, 1, 0, 0, rung),
        row.figures(),
        row.execution(),
        row.codeVersion());
  }

  private static TrialRow failed(int number, int repeat, String reason) {
    return row(number, repeat, Ending.failed(Ending.Cause.valueOf(reason), "why"), Map.of());
  }

  private static TrialRow row(int number, int repeat, Ending ending, Map<String, Double> figures) {
    return new TrialRow(
        SWEEP,
        new TrialKey(number, repeat),
        1,
        Map.of("lambda", number / 100.0),
        ending,
        new Extent(10, 1),
        figures,
        new Execution(Instant.EPOCH, 1.5, 0.5, 1, "host", "driver", 0, "OpenBLAS", "app-1", ""),
        "0.1.0");
  }
}
