package dev.lambdasweep.driver.runner;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.train.Predictions;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameters;
import dev.lambdasweep.core.trainer.StoppedException;
import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.HostedTrial;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.RunningTrial;
import dev.lambdasweep.driver.trial.TestDetail;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialHost;
import dev.lambdasweep.driver.trial.TrialResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects a trainer's reports on one trial. Closing it removes its directory. */
final class TrialRun implements HostedTrial, AutoCloseable {
  /** Causes of failure that a trainer may give. */
  private static final Set<Ending.Cause> OF_TRAINERS =
      EnumSet.of(Ending.Cause.ERROR, Ending.Cause.DIVERGED, Ending.Cause.TIMEOUT);

  private static final Pattern FILE_NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._=-]{0,99}(/[A-Za-z0-9][A-Za-z0-9._=-]{0,99})*");

  private final ResolvedTrial trial;
  private final TrialData data;
  private final TrialHost host;
  private final Stop stop;
  private final Scratch scratch;
  private final OptionalInt rung;
  private final LogTail log = new LogTail();
  private final List<CurvePoint> curve = new ArrayList<>();
  private final Map<String, Double> lastReported = new LinkedHashMap<>();
  private final List<RowOutcomes> outcomes = new ArrayList<>();
  private final List<TestDetail> details = new ArrayList<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private Optional<Checkpoint> continued = Optional.empty();
  private Optional<Checkpoint> handedOver = Optional.empty();
  private Map<String, Double> figures = Map.of();
  private Optional<Course> course = Optional.empty();
  private Ending ending = Ending.COMPLETE;
  private int step;
  private boolean isEnded;

  /**
   * A training that has not begun.
   *
   * @param stop tells it to end
   */
  TrialRun(ResolvedTrial trial, TrialData data, TrialHost host, Stop stop) {
    this.trial = trial;
    this.data = data;
    this.host = host;
    this.stop = stop;
    this.scratch = new Scratch(host.scratch(), host.place().host());
    Rung end = trial.rung();
    this.rung = end.isFull() ? OptionalInt.empty() : OptionalInt.of(end.step());
  }

  @Override
  public TrialHost host() {
    return host;
  }

  @Override
  public int trial() {
    return trial.trial().number();
  }

  @Override
  public int repeat() {
    return trial.trial().repeat();
  }

  @Override
  public int fold() {
    return trial.trial().fold();
  }

  @Override
  public long seed() {
    return trial.trial().seed();
  }

  @Override
  public int threads() {
    return host.threads();
  }

  @Override
  public Map<String, List<String>> resources() {
    return host.resources();
  }

  @Override
  public Path scratch() {
    stop.check();
    return scratch.path();
  }

  @Override
  public synchronized OptionalInt rung() {
    stop.trainerKnowsRungs();
    return rung;
  }

  @Override
  public synchronized Optional<byte[]> checkpoint() {
    if (continued.isEmpty() && trial.continues()) {
      require(curve.isEmpty(), "Invalid call: checkpoint() must come before the first report");
      continued = host.checkpoints().find(trial);
      continued.ifPresent(this::continueFrom);
    }
    // a copy, since other attempts may continue from it
    return continued.map(one -> one.state().bytes().clone());
  }

  private void continueFrom(Checkpoint checkpoint) {
    step = checkpoint.step();
    curve.addAll(checkpoint.curve());
    lastReported.putAll(checkpoint.lastReported());
  }

  @Override
  public int mostCheckpointBytes() {
    return rung.isPresent() ? host.checkpoints().mostBytes() : 0;
  }

  @Override
  public synchronized void checkpoint(byte[] state) {
    require(state != null, "Invalid state: null, must be bytes");
    if (mostCheckpointBytes() > 0 && state.length <= mostCheckpointBytes()) {
      handedOver =
          Optional.of(new Checkpoint(new Checkpoint.State(state), step, curve, lastReported, 0));
    }
  }

  @Override
  public Parameters parameters() {
    return trial.values();
  }

  @Override
  public Map<String, Object> point() {
    return trial.trial().point().values();
  }

  @Override
  public Dataset dataset() {
    return data.dataset();
  }

  @Override
  public Optional<Examples> test() {
    return data.test().stream().findFirst();
  }

  @Override
  public synchronized void report(int at, Map<String, Double> metrics) {
    stop.check();
    if (isEnded) {
      throw atRung();
    }
    require(at >= step, "Invalid step: %s, must be at least %s, that of the last report", at, step);
    step = at;
    Map<String, Double> values = checked(metrics);
    lastReported.putAll(values);
    curve.add(CurvePoint.of(at, metrics));
    host.live().accept(new RunningTrial.Report(trial(), repeat(), fold(), at, values));
    int most = rung.orElse(Integer.MAX_VALUE);
    if (at > most || (at == most && !stop.isRungKnown())) {
      isEnded = true;
      throw atRung();
    }
  }

  private StoppedException atRung() {
    return new StoppedException("it has reached its rung, step " + rung.orElseThrow());
  }

  /** Whether its report has ended it at its rung, so that what it throws is no failure. */
  synchronized boolean isEndedAtRung() {
    return isEnded;
  }

  /** A copy without nulls whose names are those of metrics. */
  private static Map<String, Double> checked(Map<String, Double> metrics) {
    Map<String, Double> copy = new LinkedHashMap<>();
    metrics.forEach(
        (name, value) -> {
          require(name != null && value != null, "Invalid metric %s: %s, must be set", name, value);
          copy.put(Metric.maximize(name).name(), value);
        });
    return copy;
  }

  @Override
  public synchronized void figures(Map<String, Double> metrics) {
    Map<String, Double> copy = checked(metrics);
    copy.forEach(
        (name, value) ->
            require(Double.isFinite(value), "Invalid %s: %s, must be finite", name, value));
    figures = copy;
  }

  @Override
  public void outcomes(BitSet correct) {
    outcomes.clear();
    outcomes.add(new RowOutcomes.OfClasses(dataset().validationSize(), correct));
  }

  @Override
  public void errors(float[] predictedMinusActual) {
    require(
        predictedMinusActual.length == dataset().validationSize(),
        "Invalid errors: %s, must be one per validation row, %s",
        predictedMinusActual.length,
        dataset().validationSize());
    outcomes.clear();
    outcomes.add(new RowOutcomes.OfValues(predictedMinusActual));
  }

  @Override
  public void tested(Predictions predictions) {
    details.clear();
    test().ifPresent(rows -> details.add(TestDetail.of(predictions, rows)));
  }

  @Override
  public void model(byte[] bytes) {
    require(bytes != null, "Invalid bytes: null, must be a model");
    if (!data.test().isEmpty()) {
      files.put(TrainedTrial.modelName(trial(), repeat()), bytes);
    }
  }

  @Override
  public void keep(String name, byte[] bytes) {
    require(bytes != null, "Invalid bytes: null, must be the content of %s", name);
    require(
        FILE_NAME.matcher(name).matches(),
        "Invalid name: %s, must be letters, digits, dots, dashes and underscores, at most 100 in"
            + " each part, and begin with a letter or digit",
        name);
    String file = "%d-%d/%s".formatted(trial(), repeat(), name);
    require(
        files.keySet().stream()
            .noneMatch(other -> other.startsWith(file + "/") || file.startsWith(other + "/")),
        "Invalid name: %s, must not be both a file and a folder",
        name);
    if (!data.test().isEmpty()) {
      files.put(file, bytes);
    }
  }

  @Override
  public void log(String text) {
    log.add(text);
  }

  /** The last lines that were logged. */
  String logged() {
    return log.text();
  }

  @Override
  public void close() {
    scratch.close();
  }

  @Override
  public void course(Course taken) {
    course = Optional.of(taken);
  }

  @Override
  public void fail(Ending how) {
    require(
        OF_TRAINERS.contains(how.cause()),
        "Invalid cause: %s, must be one of %s",
        how.cause(),
        OF_TRAINERS);
    ending = Ending.failed(how.cause(), Failure.oneLine(how.error()));
  }

  /**
   * The result of the trial once its training has returned.
   *
   * @param metrics metrics that the trainer declares; a trial without a finite value of each has
   *     failed
   */
  synchronized TrainedTrial finish(
      List<Metric> metrics, Instant startedAt, int groupSize, double share) {
    Place place = host.place();
    Map<String, Double> measured = figures.isEmpty() ? lastReported : figures;
    Ending how = ending.isFailed() ? ending : judged(metrics, measured);
    double carried = continued.map(Checkpoint::seconds).orElse(0.0);
    Course took = course.orElseGet(() -> new Course(step, lastEpoch(), carried + share, 0));
    Execution execution =
        new Execution(
            startedAt,
            took.trainSeconds(),
            took.evaluateSeconds(),
            carried,
            groupSize,
            place.host(),
            place.executor(),
            place.attempt(),
            Blas.names(),
            place.application(),
            logged());
    TrialResult result =
        new TrialResult(
            trial.trial(),
            how,
            how.isFailed() ? Map.of() : finite(measured),
            new Extent(
                took.updates(),
                took.epochs(),
                dataset().trainingSize(),
                dataset().validationSize(),
                how.isFailed() ? Rung.FULL.number() : trial.rung().number()),
            execution,
            curve,
            how.isFailed() ? List.of() : outcomes,
            how.isFailed() ? List.of() : details);
    return new TrainedTrial(
        result,
        how.isFailed() ? Map.of() : files,
        how.isFailed()
            ? List.of()
            : handedOver.stream().map(one -> one.after(execution.seconds())).toList());
  }

  private Ending judged(List<Metric> metrics, Map<String, Double> measured) {
    for (Metric metric : metrics) {
      if (!measured.containsKey(metric.name())) {
        return Ending.failed(
            Ending.Cause.ERROR, "the trainer reported no value of " + metric.name());
      }
      double value = measured.get(metric.name());
      if (!Double.isFinite(value)) {
        return Ending.failed(
            Ending.Cause.DIVERGED, "the last value of " + metric.name() + " is " + value);
      }
    }
    return trial.rung().isFull() ? Ending.COMPLETE : Ending.STOPPED;
  }

  private static Map<String, Double> finite(Map<String, Double> metrics) {
    Map<String, Double> finite = new LinkedHashMap<>(metrics);
    finite.values().removeIf(value -> !Double.isFinite(value));
    return finite;
  }

  private double lastEpoch() {
    return curve.isEmpty() ? Double.NaN : curve.get(curve.size() - 1).epoch();
  }
}
