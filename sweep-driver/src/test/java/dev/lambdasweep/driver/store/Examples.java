package dev.lambdasweep.driver.store;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.train.Measures;
import dev.lambdasweep.core.train.Quality;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.CurvePoint.Figures;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.StandardFigures;
import dev.lambdasweep.driver.trial.TestDetail;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialResult;
import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** Sweeps and trials for the tests of this package. */
public final class Examples {
  public static final Configuration HADOOP = new Configuration();
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  public static final Sweep COARSE =
      new Sweep(new SweepId("coarse-20261120T193000-7f3a"), "coarse", Kind.SEARCH, "");
  public static final Sweep FINAL =
      new Sweep(new SweepId("final-20261120T203000-11aa"), "final", Kind.FINAL, COARSE.id().text());

  private Examples() {}

  static Trial trial(int number, double lambda) {
    return new Trial(number, 0, 11 + number, new Point(Map.of("training.lambda", lambda)));
  }

  public static Plan plan(Sweep sweep, Instant at, int trials) {
    return plan(sweep, 0, at, trials);
  }

  public static Plan plan(Sweep sweep, int part, Instant at, int trials) {
    return new Plan(
        sweep,
        part,
        at,
        7,
        "{\"training\":{\"lambda\":1.0E-5}}",
        new Origin("abc", "", "CIFAR-10, 45,000 / 5,000", "0.1.0", "17.0.12", "OpenBLAS"),
        IntStream.range(0, trials).mapToObj(i -> trial(i, 0.5 / (i + 1))).toList(),
        IntStream.range(0, trials).mapToObj(List::of).toList(),
        0,
        List.of());
  }

  public static Execution execution(Instant at, String host, double seconds) {
    return new Execution(at, seconds, seconds / 4, 1, host, "driver", 0, "OpenBLAS", "app-1", "");
  }

  /** A trial whose training accuracy is 0.1 above; 1,000 validation images. */
  public static FinishedTrial complete(int number, double lambda, double accuracy) {
    return complete(number, lambda, accuracy, execution(NOON, "one", 2));
  }

  public static FinishedTrial complete(
      int number, double lambda, double accuracy, Execution execution) {
    BitSet correct = new BitSet();
    correct.set(0, (int) Math.round(accuracy * 1000));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.putAll(
        StandardFigures.of(
            "train", new Measures(1.25, 1.5, new Quality.OfClasses(accuracy + 0.1), 9000)));
    Measures validation = new Measures(1.5, 1.75, new Quality.OfClasses(accuracy), 1000);
    figures.putAll(StandardFigures.of("valid", validation));
    figures.put("valid_accuracy_se", new Quality.OfClasses(accuracy).standardError(1000));
    return new FinishedTrial(
        new TrialResult(
            trial(number, lambda),
            Ending.COMPLETE,
            figures,
            new Extent(900, 2.0, 45_000, 1000),
            execution,
            List.of(point(450, accuracy / 2), point(900, accuracy)),
            List.of(new RowOutcomes.OfClasses(1000, correct)),
            List.of()),
        parameters(lambda));
  }

  /** A trial of a final sweep with the given results on the test images. */
  public static FinishedTrial tested(int number, TestDetail detail) {
    TrialResult result = complete(number, 0.1, 0.5).result();
    return new FinishedTrial(
        new TrialResult(
            result.trial(),
            result.ending(),
            result.figures(),
            result.extent(),
            result.execution(),
            result.curve(),
            result.outcomes(),
            List.of(detail)),
        parameters(0.1));
  }

  /** The trial with other figures. */
  public static FinishedTrial withFigures(FinishedTrial trial, Map<String, Double> figures) {
    TrialResult result = trial.result();
    return new FinishedTrial(
        new TrialResult(
            result.trial(),
            result.ending(),
            figures,
            result.extent(),
            result.execution(),
            result.curve(),
            result.outcomes(),
            result.testDetail()),
        trial.parameters());
  }

  public static FinishedTrial failed(int number, double lambda, Execution execution) {
    CurvePoint nothing =
        new CurvePoint(
            1,
            0.1,
            10,
            Figures.ofClasses(Double.NaN, Double.POSITIVE_INFINITY, 0.1),
            Figures.ofClasses(Double.NaN, Double.NaN, 0.1));
    return new FinishedTrial(
        new TrialResult(
            trial(number, lambda),
            Ending.failed(Ending.Cause.DIVERGED, "the loss is NaN after update 3"),
            Map.of(),
            new Extent(3, 0.25),
            execution,
            List.of(nothing),
            List.of(),
            List.of()),
        parameters(lambda));
  }

  private static CurvePoint point(int update, double accuracy) {
    return new CurvePoint(
        update,
        update / 450.0,
        0.01,
        Figures.ofClasses(1.2, 1.4, accuracy + 0.1),
        Figures.ofClasses(1.6, 1.8, accuracy));
  }

  private static Map<String, Object> parameters(double lambda) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("lambda", lambda);
    parameters.put("batch_size", 100L);
    parameters.put("hidden", List.of(50L, 20L));
    parameters.put("convention", "lambda");
    return parameters;
  }
}
