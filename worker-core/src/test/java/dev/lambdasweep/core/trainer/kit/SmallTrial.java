package dev.lambdasweep.core.trainer.kit;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.train.Predictions;
import dev.lambdasweep.core.trainer.Parameters;
import dev.lambdasweep.core.trainer.StoppedException;
import dev.lambdasweep.core.trainer.TrialContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A trial of the tests, which keeps what is reported and requires that it is allowed. */
final class SmallTrial implements TrialContext {
  private static final String FILE_NAME =
      "[A-Za-z0-9][A-Za-z0-9._=-]*(/[A-Za-z0-9][A-Za-z0-9._=-]*)*";

  private final Dataset dataset;
  private final Parameters parameters;
  private final Map<String, Object> point;
  private final long seed;
  private final TreeMap<String, Double> lastReported = new TreeMap<>();
  private final TreeMap<String, Double> figures = new TreeMap<>();
  private final List<String> curve = new ArrayList<>();
  private final List<String> openFiles = new ArrayList<>();
  private Optional<Examples> test = Optional.empty();
  private Optional<Path> scratch = Optional.empty();
  private Optional<Ending> failure = Optional.empty();
  private OptionalInt rung = OptionalInt.empty();
  private Optional<SmallTrial> continued = Optional.empty();
  private Optional<byte[]> handedOver = Optional.empty();
  private List<String> curveHandedOver = List.of();
  private Map<String, Double> reportedHandedOver = Map.of();
  private int stepHandedOver;
  private boolean hasContinued;
  private String rows = "";
  private int step;
  private int reports;
  private int firstStep;
  private boolean isToStop;
  private long stoppedNanos;
  private double secondsSinceStop;

  SmallTrial(Dataset dataset, Parameters parameters, Map<String, Object> point, long seed) {
    this.dataset = dataset;
    this.parameters = parameters;
    this.point = point;
    this.seed = seed;
  }

  /** Its first report, and each after it, throws. */
  SmallTrial stoppedAtTheFirstReport() {
    isToStop = true;
    return this;
  }

  /** It is to end at a step, and to hand over its state there. */
  SmallTrial upTo(int step) {
    rung = OptionalInt.of(step);
    return this;
  }

  /** It continues from what an earlier training handed over. */
  SmallTrial after(SmallTrial earlier) {
    continued = Optional.of(earlier);
    return this;
  }

  synchronized boolean hasHandedOver() {
    return handedOver.isPresent();
  }

  /** Whether it has asked for what it is to continue from. */
  synchronized boolean hasContinued() {
    return hasContinued;
  }

  /** Step of the first report. */
  synchronized int firstStep() {
    return firstStep;
  }

  /** Step of the last report. */
  synchronized int step() {
    return step;
  }

  SmallTrial with(Examples testRows) {
    test = Optional.of(testRows);
    return this;
  }

  synchronized Measured measured() {
    failure.ifPresent(
        ending -> {
          throw new AssertionError("the trial failed: " + ending);
        });
    return new Measured(figures.isEmpty() ? lastReported : figures, curve, rows);
  }

  synchronized boolean isStopped() {
    return stoppedNanos != 0;
  }

  synchronized int reports() {
    return reports;
  }

  synchronized double secondsSinceStop() {
    return secondsSinceStop;
  }

  synchronized List<String> openFiles() {
    return openFiles;
  }

  /** Ends it: notes which files are open in its directory, and removes that. */
  synchronized void close() {
    if (stoppedNanos != 0) {
      secondsSinceStop = (System.nanoTime() - stoppedNanos) / 1e9;
    }
    scratch.ifPresent(
        directory -> {
          OpenFiles.now().stream()
              .filter(file -> file.startsWith(directory.toString()))
              .forEach(openFiles::add);
          remove(directory);
        });
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int trial() {
    return 0;
  }

  @Override
  public int repeat() {
    return 0;
  }

  @Override
  public int fold() {
    return 0;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public Map<String, List<String>> resources() {
    return Map.of();
  }

  @Override
  public synchronized Path scratch() {
    if (scratch.isEmpty()) {
      try {
        scratch = Optional.of(Files.createTempDirectory("trial-").toRealPath());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return scratch.get();
  }

  @Override
  public OptionalInt rung() {
    return rung;
  }

  @Override
  public synchronized Optional<byte[]> checkpoint() {
    require(
        hasContinued || reports == 0, () -> "the checkpoint is asked for after the first report");
    if (!hasContinued) {
      continued.ifPresent(this::continueFrom);
    }
    return continued.map(earlier -> earlier.handedOver.orElseThrow());
  }

  private void continueFrom(SmallTrial earlier) {
    hasContinued = true;
    step = earlier.stepHandedOver;
    curve.addAll(earlier.curveHandedOver);
    lastReported.putAll(earlier.reportedHandedOver);
  }

  @Override
  public int mostCheckpointBytes() {
    return rung.isPresent() ? Integer.MAX_VALUE : 0;
  }

  @Override
  public synchronized void checkpoint(byte[] state) {
    require(state != null, () -> "the checkpoint is null");
    handedOver = Optional.of(state.clone());
    stepHandedOver = step;
    curveHandedOver = List.copyOf(curve);
    reportedHandedOver = new TreeMap<>(lastReported);
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public Map<String, Object> point() {
    return point;
  }

  @Override
  public Dataset dataset() {
    return dataset;
  }

  @Override
  public Optional<Examples> test() {
    return test;
  }

  @Override
  public synchronized void report(int at, Map<String, Double> metrics) {
    reports++;
    if (isToStop) {
      stoppedNanos = stoppedNanos == 0 ? System.nanoTime() : stoppedNanos;
      throw new StoppedException("it was told to stop");
    }
    int last = step;
    require(
        at >= last, () -> "step %d is less than that of the last report, %d".formatted(at, last));
    step = at;
    firstStep = reports == 1 ? at : firstStep;
    metrics.forEach(SmallTrial::requireMetric);
    lastReported.putAll(metrics);
    curve.add(at + " " + new TreeMap<>(metrics));
  }

  @Override
  public synchronized void figures(Map<String, Double> metrics) {
    metrics.forEach(SmallTrial::requireMetric);
    metrics.forEach((name, value) -> require(Double.isFinite(value), () -> name + " is " + value));
    figures.clear();
    figures.putAll(metrics);
  }

  private static void requireMetric(String name, Double value) {
    require(
        name != null && name.matches("[a-z][a-z0-9_]*") && value != null,
        () -> "no metric can be called %s, or have the value %s".formatted(name, value));
  }

  @Override
  public synchronized void outcomes(BitSet correct) {
    require(
        correct.length() <= dataset.validationSize(),
        () ->
            "there are outcomes of %d rows, but %d validation rows"
                .formatted(correct.length(), dataset.validationSize()));
    rows = correct.toString();
  }

  @Override
  public synchronized void errors(float[] predictedMinusActual) {
    require(
        predictedMinusActual.length == dataset.validationSize(),
        () ->
            "there are errors of %d rows, but %d validation rows"
                .formatted(predictedMinusActual.length, dataset.validationSize()));
    rows = Arrays.toString(predictedMinusActual);
  }

  @Override
  public void tested(Predictions predictions) {
    int expected = test.map(Examples::size).orElse(0);
    require(
        predictions.size() == expected,
        () ->
            "there are predictions of %d rows, but %d test rows"
                .formatted(predictions.size(), expected));
  }

  @Override
  public void model(byte[] bytes) {
    require(bytes != null, () -> "the model is null");
  }

  @Override
  public void keep(String name, byte[] bytes) {
    require(name.matches(FILE_NAME) && bytes != null, () -> "no file can be called " + name);
  }

  @Override
  public void log(String text) {
    require(text != null, () -> "the text to log is null");
  }

  @Override
  public void course(Course course) {
    require(course != null, () -> "the course is null");
  }

  @Override
  public synchronized void fail(Ending ending) {
    failure = Optional.of(ending);
  }

  private static void require(boolean condition, Supplier<String> message) {
    if (!condition) {
      throw new AssertionError(message.get());
    }
  }
}
