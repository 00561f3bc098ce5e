package dev.lambdasweep.driver.store;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.train.Measures;
import dev.lambdasweep.core.train.Quality;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.sweep.Proposers;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.CurvePoint.Figures;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.StandardFigures;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialResult;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * Writes the results of a large finished sweep without training it, for measurements of the verbs
 * that read results ({@code scripts/bench reading}).
 *
 * <p>One trial in 100 has failed. Accuracies are multiples of 1/5,000, so many are equal.
 */
final class LargeSweep {
  private static final int IMAGES = 5_000;
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private final SplittableRandom random = new SplittableRandom(7);
  private final SweepConfig config;
  private final Map<String, Object> columns;
  private final Sweep sweep;

  private LargeSweep(int points, int repeats) {
    String file =
        """
        sweep { name = large, trials = %d, repeats = %d
          space.lambda = { type = log-uniform, low = 1e-5, high = 1e-1 } }
        data { source = synthetic, synthetic.training-images = 300, validation.rows = 100 }
        network.hidden = [10]
        training { updates = 100, learning-rate.rate = 0.01 }
        """
            .formatted(points, repeats);
    config = ConfigReader.read("large.conf", new StringReader(file), List.of());
    columns = config.values().columns();
    sweep = new Sweep(new SweepId("large-20261120T120000-7f3a"), "large", Kind.SEARCH, "");
  }

  /**
   * Writes the sweep named {@code large}.
   *
   * @param arguments results directory, number of points, repeats, rows per file
   */
  public static void main(String[] arguments) {
    int points = Integer.parseInt(arguments[1]);
    int repeats = Integer.parseInt(arguments[2]);
    ResultsStore store = ResultsStore.writing(arguments[0], new Configuration());
    new LargeSweep(points, repeats).write(store, Integer.parseInt(arguments[3]));
  }

  private void write(ResultsStore store, int rowsPerFile) {
    List<Trial> trials = trials();
    List<List<Integer>> groups = IntStream.range(0, trials.size()).mapToObj(List::of).toList();
    Origin origin = new Origin("abc", "", "synthetic images", "0.1.0", "17.0.12", "OpenBLAS");
    store.add(
        new Plan(
            sweep, 0, START, config.seed(), config.toJson(), origin, trials, groups, 0, List.of()));
    ResultsWriter writer = store.writer(sweep, "0.1.0");
    for (int from = 0; from < trials.size(); from += rowsPerFile) {
      int to = Math.min(trials.size(), from + rowsPerFile);
      writer.add(trials.subList(from, to).stream().map(this::finished).toList());
    }
  }

  private List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    Proposers.of(config)
        .next(List.of(), List.of(), Goal.MINIMIZE)
        .points()
        .forEach(
            point -> {
              int number = trials.size() / config.repeats();
              for (int repeat = 0; repeat < config.repeats(); repeat++) {
                trials.add(new Trial(number, repeat, 11 + repeat, point));
              }
            });
    return trials;
  }

  private FinishedTrial finished(Trial trial) {
    Map<String, Object> parameters = new LinkedHashMap<>(columns);
    double lambda = (Double) trial.point().values().get(Settings.LAMBDA.path());
    parameters.put(Settings.LAMBDA.column(), lambda);
    boolean hasFailed = random.nextInt(100) == 0;
    // best near λ = 0.001, and more varied farther away
    double accuracy = 0.5 - 0.02 * Math.abs(Math.log10(lambda) + 3) + 0.02 * random.nextDouble();
    BitSet correct = correct(hasFailed ? 0 : accuracy);
    double measured = correct.cardinality() / (double) IMAGES;
    Map<String, Double> figures = new LinkedHashMap<>();
    if (!hasFailed) {
      figures.putAll(StandardFigures.of("train", measures(measured + 0.1)));
      figures.putAll(StandardFigures.of("valid", measures(measured)));
      figures.put("valid_accuracy_se", new Quality.OfClasses(measured).standardError(IMAGES));
    }
    Ending ending =
        hasFailed
            ? Ending.failed(Ending.Cause.DIVERGED, "the loss is NaN after update 3")
            : Ending.COMPLETE;
    List<RowOutcomes> outcomes =
        hasFailed ? List.of() : List.of(new RowOutcomes.OfClasses(IMAGES, correct));
    Execution execution =
        new Execution(
            START.plusMillis(5L * trial.number()),
            0.01 + random.nextDouble(),
            0.001,
            1,
            "one",
            "driver",
            0,
            "OpenBLAS",
            "app-1",
            "");
    List<CurvePoint> curve = List.of(point(50, measured / 2), point(100, measured));
    return new FinishedTrial(
        new TrialResult(
            trial, ending, figures, new Extent(100, 2.0), execution, curve, outcomes, List.of()),
        parameters);
  }

  private BitSet correct(double accuracy) {
    BitSet correct = new BitSet(IMAGES);
    IntStream.range(0, IMAGES)
        .filter(image -> random.nextDouble() < accuracy)
        .forEach(correct::set);
    return correct;
  }

  private static Measures measures(double accuracy) {
    return new Measures(2 - accuracy, 2.25 - accuracy, new Quality.OfClasses(accuracy), IMAGES);
  }

  private static CurvePoint point(int update, double accuracy) {
    return new CurvePoint(
        update,
        update / 50.0,
        0.01,
        Figures.ofClasses(1.2, 1.4, accuracy + 0.1),
        Figures.ofClasses(1.6, 1.8, accuracy));
  }
}
