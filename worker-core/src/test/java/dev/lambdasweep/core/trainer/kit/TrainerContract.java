package dev.lambdasweep.core.trainer.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.trainer.DivergedException;
import dev.lambdasweep.core.trainer.Footprint;
import dev.lambdasweep.core.trainer.GroupTrainer;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Parameters;
import dev.lambdasweep.core.trainer.StoppedException;
import dev.lambdasweep.core.trainer.Trainer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What sweeps require of a trainer. A test class that implements this interface inherits the tests:
 *
 * <pre>{@code
 * class ForestTest implements TrainerContract {
 *   @Override
 *   public Trainer trainer() {
 *     return new Forest();
 *   }
 * }
 * }</pre>
 *
 * <p>Everything else has a default: the data, the parameters, and how long a training may take. A
 * trainer that predicts values overrides {@link #dataset()} and {@link #test()} with {@link
 * SmallData#values()} and {@link SmallData#testValues()}.
 */
public interface TrainerContract {

  /** A new instance of the trainer. */
  Trainer trainer();

  /** Data that every training of the tests uses: 90 rows of four numbers in three classes. */
  default Dataset dataset() {
    return SmallData.classes();
  }

  /** Test rows, as a {@code final} sweep has them. */
  default Examples test() {
    return SmallData.testClasses();
  }

  /**
   * Values of parameters for the tests, by the parameters' names; the others have their defaults.
   * Small ones make the tests fast.
   */
  default Map<String, Object> settings() {
    return Map.of();
  }

  /** Time that a training of the tests may take, and a tenth of which it may take to stop. */
  default Duration patience() {
    return Duration.ofSeconds(60);
  }

  /**
   * The points that are trained besides {@link #settings()}: each choice and both values of a flag,
   * the low bound of each number, and the high bound of each real one, as far as there are bounds.
   */
  default List<Map<String, Object>> points() {
    List<Map<String, Object>> points = new ArrayList<>();
    for (Parameter parameter : trainer().parameters()) {
      List<Object> values = new ArrayList<>(parameter.choices());
      switch (parameter.kind()) {
        case REAL -> {
          values.add(parameter.low());
          values.add(parameter.high());
        }
        case WHOLE -> values.add((long) Math.ceil(Math.max(parameter.low(), -1e18)));
        case FLAG -> values.addAll(List.of(true, false));
        case TEXT -> {}
      }
      for (Object value : values) {
        if (!(value instanceof Double number && number.isInfinite())
            && !(value instanceof Long && Double.isInfinite(parameter.low()))) {
          points.add(Map.of(parameter.name(), value));
        }
      }
    }
    return points;
  }

  /**
   * The parameters that a training gets at a point.
   *
   * @param point values that differ from {@link #settings()}
   */
  default Parameters parameters(Map<String, Object> point) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Parameter parameter : trainer().parameters()) {
      values.put(parameter.name(), parameter.defaultValue());
    }
    for (Map<String, Object> more : List.of(settings(), point)) {
      more.forEach(
          (name, value) -> {
            assertTrue(values.containsKey(name), () -> "there is no parameter " + name);
            assertEquals(
                values.get(name).getClass(), value.getClass(), () -> "the type of " + name);
            values.put(name, value);
          });
    }
    return () -> values;
  }

  /** Its declarations are complete, and the same every time. */
  @Test
  default void declaresWhatItNeeds() {
    Trainer trainer = trainer();
    assertTrue(
        trainer.name().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
        () -> "name must be lower case letters, digits and single dashes: " + trainer.name());
    List<String> names = trainer.parameters().stream().map(Parameter::name).toList();
    assertEquals(
        new HashSet<>(names).size(), names.size(), () -> "a parameter is declared twice: " + names);
    List<Metric> metrics = metrics(trainer);
    assertFalse(metrics.isEmpty(), "no metric is declared");
    Set<String> measured = new TreeSet<>();
    for (Metric metric : metrics) {
      assertTrue(measured.add(metric.name()), () -> "declared twice: " + metric);
    }
    assertEquals(trainer.parameters(), trainer().parameters(), "the parameters of two instances");
    assertEquals(metrics, metrics(trainer()), "the metrics of two instances");
  }

  /** Every trial must have a finite value of each metric. */
  @Test
  default void reportsEveryDeclaredMetric() throws Exception {
    requireMeasured(train(trainer(), trial(Map.of(), 1)));
  }

  /** A training is repeated to the bit, whatever the time, the thread or the trainings before. */
  @Test
  default void sameSeedGivesTheSameNumbers() throws Exception {
    Trainer trainer = trainer();
    Measured first = train(trainer, trial(Map.of(), 1));
    assertEquals(first, train(trainer, trial(Map.of(), 1)), "the same instance again");
    assertEquals(first, train(trainer(), trial(Map.of(), 1)), "another instance");
  }

  /** Any seed is allowed. */
  @Test
  default void trainsWithOtherSeeds() throws Exception {
    for (long seed : List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE)) {
      requireMeasured(train(trainer(), trial(Map.of(), seed)));
    }
  }

  /** The bounds and choices that it declares are those that it can train with. */
  @Test
  default void trainsAtTheBoundsAndChoicesThatItDeclares() throws Exception {
    for (Map<String, Object> point : points()) {
      SmallTrial trial = trial(point, 1);
      Training ended = Training.of(trainer(), List.of(trial), patience());
      if (ended.thrown().isEmpty()) {
        requireMeasured(trial.measured());
      } else if (!(ended.thrown().get() instanceof DivergedException)) {
        throw new AssertionError("at " + point, ended.thrown().get());
      }
    }
  }

  /** A time-out, a cancelled sweep or a stopping rule ends a training through its report. */
  @Test
  default void stopsWhenItIsTold() throws Exception {
    SmallTrial trial = trial(Map.of(), 1).stoppedAtTheFirstReport();
    Training ended = Training.of(trainer(), List.of(trial), patience());
    assertTrue(trial.isStopped(), "it has never called report, so it cannot be stopped");
    ended
        .thrown()
        .filter(thrown -> !(thrown instanceof StoppedException))
        .ifPresent(
            thrown -> {
              throw new AssertionError("it throws something else than it was told to", thrown);
            });
    assertEquals(1, trial.reports(), "it reports again after it was told to end");
    double seconds = trial.secondsSinceStop();
    double most = patience().toMillis() / 10_000.0;
    assertTrue(seconds <= most, () -> "it ended " + seconds + " s after it was told to");
    assertEquals(List.of(), ended.threadsLeft(), "threads that still run");
  }

  /** Executors train thousands of trials, so nothing may be left. */
  @Test
  default void closesWhatItOpens() throws Exception {
    Trainer trainer = trainer();
    train(trainer, trial(Map.of(), 1)); // libraries may open what they need once
    Set<String> before = OpenFiles.now();
    SmallTrial trial = trial(Map.of(), 1);
    Training ended = Training.of(trainer, List.of(trial), patience());
    ended.require();
    assertEquals(List.of(), ended.threadsLeft(), "threads that still run");
    assertEquals(List.of(), trial.openFiles(), "open files in its scratch directory");
    Set<String> after = OpenFiles.now();
    after.removeAll(before);
    assertEquals(Set.of(), after, "open files");
  }

  /** Trainers travel to the executors. */
  @Test
  default void survivesSerialization() throws Exception {
    Trainer trainer = trainer();
    Measured before = train(trainer, trial(Map.of(), 1));
    Trainer copy = copy(trainer);
    assertEquals(trainer.name(), copy.name(), "the name of a copy");
    assertEquals(before, train(copy, trial(Map.of(), 1)), "the numbers of a copy");
  }

  /** An executor has one instance, which trains several trials at the same time. */
  @Test
  default void trialsAtTheSameTimeDoNotAffectEachOther() throws Exception {
    Trainer trainer = trainer();
    List<Measured> alone = new ArrayList<>();
    List<SmallTrial> together = new ArrayList<>();
    for (int seed = 1; seed <= 4; seed++) {
      alone.add(train(trainer, trial(Map.of(), seed)));
      together.add(trial(Map.of(), seed));
    }
    for (Training ended : Training.atTheSameTime(trainer, together, patience())) {
      ended.require();
    }
    assertEquals(alone, together.stream().map(SmallTrial::measured).toList());
  }

  /** A final sweep gives test rows as well, and keeps files. */
  @Test
  default void trainsWithTestRows() throws Exception {
    SmallTrial trial = trial(Map.of(), 1).with(test());
    requireMeasured(train(trainer(), trial));
    Measured search = train(trainer(), trial(Map.of(), 1));
    for (Metric metric : metrics(trainer())) {
      assertEquals(
          search.figures().get(metric.name()),
          trial.measured().figures().get(metric.name()),
          () -> metric.name() + " with and without test rows");
    }
  }

  /** What a group changes is the time that it takes, not the numbers. */
  @Test
  default void trialsTrainedTogetherHaveTheNumbersThatTheyHaveAlone() throws Exception {
    if (!(trainer() instanceof GroupTrainer trainer)) {
      return;
    }
    List<Map<String, Object>> points = new ArrayList<>(List.of(Map.of()));
    points.addAll(points());
    Map<Object, List<Map<String, Object>>> molds = new LinkedHashMap<>();
    int most = 1;
    for (Map<String, Object> point : points) {
      Footprint footprint = trainer.footprint(parameters(point), dataset());
      assertEquals(
          footprint, trainer.footprint(parameters(point), dataset()), "two footprints of a point");
      molds.computeIfAbsent(footprint.mold(), mold -> new ArrayList<>()).add(point);
      most = Math.max(most, footprint.mostTogether());
    }
    for (List<Map<String, Object>> mates : molds.values()) {
      List<Map<String, Object>> group = mates.subList(0, Math.min(most, mates.size()));
      List<SmallTrial> together = group.stream().map(point -> trial(point, 1)).toList();
      Training.of(trainer, together, patience()).require();
      for (int i = 0; i < group.size(); i++) {
        Map<String, Object> point = group.get(i);
        assertEquals(
            train(trainer, trial(point, 1)),
            together.get(i).measured(),
            () -> "of " + point + " alone and in a group of " + group.size());
      }
    }
  }

  /**
   * A training that goes on from a rung has the numbers of one that was not interrupted. Only for
   * trainers that declare that they continue.
   */
  @Test
  default void continuesFromWhatItHandedOver() throws Exception {
    if (!trainer().continues()) {
      return;
    }
    SmallTrial whole = trial(Map.of(), 1);
    Measured uninterrupted = train(trainer(), whole);
    assertTrue(whole.firstStep() < whole.step(), "it must report at two steps or more");
    SmallTrial begun = trial(Map.of(), 1).upTo(whole.firstStep());
    Training.of(trainer(), List.of(begun), patience()).require();
    assertEquals(whole.firstStep(), begun.step(), "the last step of a training up to a rung");
    assertTrue(begun.hasHandedOver(), "it hands over no state at its rung");
    SmallTrial continued = trial(Map.of(), 1).after(begun);
    assertEquals(uninterrupted, train(trainer(), continued), "continued from its rung");
    assertTrue(continued.hasContinued(), "it does not ask for its checkpoint");
  }

  private SmallTrial trial(Map<String, Object> point, long seed) {
    return new SmallTrial(dataset(), parameters(point), point, seed);
  }

  private Measured train(Trainer trainer, SmallTrial trial) throws Exception {
    Training.of(trainer, List.of(trial), patience()).require();
    return trial.measured();
  }

  private List<Metric> metrics(Trainer trainer) {
    return trainer.metrics(dataset().examples().task());
  }

  private void requireMeasured(Measured measured) {
    for (Metric metric : metrics(trainer())) {
      Optional<Double> value = Optional.ofNullable(measured.figures().get(metric.name()));
      if (value.isEmpty()) {
        fail("it has reported no value of " + metric.name());
      }
      assertTrue(
          Double.isFinite(value.get()),
          () -> "its last value of %s is %s".formatted(metric.name(), value.get()));
    }
  }

  private static Trainer copy(Trainer trainer) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(trainer);
    }
    ClassLoader loader = trainer.getClass().getClassLoader();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass type)
              throws IOException, ClassNotFoundException {
            return Class.forName(type.getName(), false, loader);
          }
        }) {
      return (Trainer) in.readObject();
    }
  }
}
