package dev.lambdasweep.driver.live;

import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static dev.lambdasweep.driver.trial.SmallSweep.resolved;
import static dev.lambdasweep.driver.trial.SmallSweep.trial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.RunningTrial;
import dev.lambdasweep.driver.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveWriterTest {
  private static final SweepId SWEEP = new SweepId("coarse-20261128T120000-0001");
  private static final Place HERE = new Place("host-1", "driver", 0, "local-1");
  private static final Place THERE = new Place("host-2", "3", 1, "app-7");

  @TempDir private Path directory;
  private final AtomicLong seconds = new AtomicLong();
  private final AtomicBoolean isHeld = new AtomicBoolean(true);
  private final List<String> notes = new ArrayList<>();
  private LiveFile file;

  @BeforeEach
  void makeAStore() {
    file =
        new LiveFile(
            ResultsStore.writing(directory.resolve("results").toString(), new Configuration()),
            SWEEP);
  }

  @Test
  void aTrialIsInTheFileBeforeItTrains() {
    try (LiveWriter writer = writer(true, DriverEnds.NONE)) {
      writer.begins(group(3, 4), HERE);
      assertThat(file.running()).extracting(RunningTrial::trial).containsExactly(3, 4);
      RunningTrial first = file.running().get(0);
      assertThat(first.place()).isEqualTo(HERE);
      assertThat(first.since()).isBetween(Instant.now().minusSeconds(60), Instant.now());
      assertThat(first.step()).isZero();
      assertThat(first.metrics()).isEmpty();
      writer.ends(group(3, 4));
      writer.begins(group(5), HERE);
      assertThat(file.running()).extracting(RunningTrial::trial).containsExactly(5);
    }
    assertThat(path()).doesNotExist();
    assertThat(file.running()).isEmpty();
  }

  @Test
  void progressIsWrittenEveryTwoSeconds() {
    try (LiveWriter writer = writer(true, DriverEnds.NONE)) {
      writer.begins(group(3), HERE);
      RunningTrial at1 = running(3, HERE, 1, Map.of("valid_accuracy", 0.25, "loss", Double.NaN));
      seconds.set(1);
      writer.progressed(List.of(at1), notes::add);
      assertThat(file.running().get(0).step()).isZero();
      seconds.set(2);
      // a trial that ended meanwhile is not running
      writer.progressed(List.of(at1, running(4, HERE, 9, Map.of())), notes::add);
      assertThat(file.running())
          .containsExactly(running(3, HERE, 1, Map.of("valid_accuracy", 0.25)));
    }
    assertThat(notes).isEmpty();
  }

  @Test
  void trialsOfExecutorsAreThoseThatTheyReport() {
    try (LiveWriter writer = writer(false, DriverEnds.NONE)) {
      List<RunningTrial> two =
          List.of(running(4, THERE, 2, Map.of()), running(3, THERE, 1, Map.of("loss", 0.5)));
      writer.progressed(two, notes::add);
      assertThat(file.running()).containsExactly(two.get(1), two.get(0));
      seconds.set(2);
      writer.progressed(two.subList(0, 1), notes::add);
      assertThat(file.running()).containsExactly(two.get(0));
      // the driver's end is not their fault
      assertThat(file.ends(false, training -> false)).isEqualTo(DriverEnds.NONE);
    }
  }

  @Test
  void endsOfDriversAreCountedUntilTheTrialHasARow() {
    writer(true, DriverEnds.NONE).begins(group(3, 4, 5), HERE);
    // the driver was killed; trial 5 had ended, and its row was stored
    DriverEnds once = file.ends(false, training -> training.trial().number() == 5);
    assertThat(once.counts()).isEqualTo(Map.of(training(3), 1, training(4), 1));
    assertThat(once.isSuspect(upToItsEnd(3))).isTrue();
    assertThat(once.isLost(upToItsEnd(3))).isFalse();
    assertThat(once.isSuspect(upToItsEnd(5))).isFalse();

    LiveWriter second = writer(true, once);
    assertThat(file.running()).isEmpty();
    second.begins(group(3), HERE);
    DriverEnds twice = file.ends(false, training -> false);
    assertThat(twice.counts()).isEqualTo(Map.of(training(3), 2, training(4), 1));
    assertThat(twice.isLost(upToItsEnd(3))).isTrue();
    assertThat(twice.isSuspect(upToItsEnd(3))).isFalse();
    assertThat(twice.isSuspect(upToItsEnd(4))).isTrue();

    // its row is stored, and the sweep is interrupted before trial 4 has trained
    try (LiveWriter third = writer(true, twice)) {
      TrialResult lost = twice.results(group(3)).get(0).result();
      assertThat(lost.ending())
          .isEqualTo(
              Ending.failed(
                  Ending.Cause.LOST,
                  "the driver's process ended twice while it was training this trial: the training"
                      + " called System.exit or crashed, or someone killed the process"
                      + " (scripts/sweep resume --retry-failed trains it again)"));
      assertThat(lost.execution().host()).isEqualTo("host-1");
      third.forget(List.of(key(3)));
    }
    assertThat(file.ends(false, training -> false).counts()).isEqualTo(Map.of(training(4), 1));

    try (LiveWriter fourth = writer(true, file.ends(false, training -> false))) {
      fourth.forget(List.of(key(4)));
    }
    assertThat(path()).doesNotExist();
  }

  @Test
  void aTrainingThatReachesItsRungIsInnocent() {
    writer(true, DriverEnds.NONE).begins(group(new Rung(0, 2), 3, 4), HERE);
    DriverEnds once = file.ends(false, training -> false);
    // killed again as soon as the row of trial 3 was stored, before anything else was
    writer(true, once).begins(group(new Rung(0, 2), 3), HERE);
    DriverEnds twice = file.ends(false, new Training(key(3), 0)::equals);
    assertThat(twice.counts()).isEqualTo(Map.of(new Training(key(4), 0), 1));
    writer(true, twice).begins(group(new Rung(1, 4), 3), HERE);
    DriverEnds further = file.ends(false, new Training(key(3), 0)::equals);
    assertThat(further.counts())
        .isEqualTo(Map.of(new Training(key(3), 1), 1, new Training(key(4), 0), 1));
    assertThat(further.isLost(key(3))).isFalse();
  }

  @Test
  void aLostTrialOfWhichNothingElseIsKnownHasARow() {
    DriverEnds ends = new DriverEnds(Map.of(training(3), 2), Map.of());
    TrialResult lost = ends.results(group(3)).get(0).result();
    assertThat(lost.ending().cause()).isEqualTo(Ending.Cause.LOST);
    assertThat(lost.execution().host()).isEmpty();
  }

  @Test
  void aDriverThatIsShutOutIsNotBlamed() {
    writer(true, new DriverEnds(Map.of(training(4), 1), Map.of())).begins(group(3), HERE);
    assertThat(file.ends(true, training -> false).counts()).isEqualTo(Map.of(training(4), 1));
  }

  @Test
  void aDriverThatHasLostTheSweepLeavesTheFileAlone() throws IOException {
    try (LiveWriter writer = writer(true, DriverEnds.NONE)) {
      writer.begins(group(3), HERE);
      String before = Files.readString(path());
      isHeld.set(false);
      writer.begins(group(4), HERE);
      assertThat(path()).hasContent(before);
    }
    assertThat(path()).exists();
  }

  @Test
  void aFileThatCannotBeWrittenIsReportedOnce() throws IOException {
    Files.delete(directory.resolve("results"));
    try (LiveWriter writer = writer(true, DriverEnds.NONE)) {
      writer.begins(group(3), HERE);
      writer.progressed(List.of(), notes::add);
      seconds.set(2);
      writer.progressed(List.of(), notes::add);
    }
    assertThat(notes)
        .containsExactly(
            "Cannot write live/%s.json to %s/results: there is no such file or directory (watch does"
                    .formatted(SWEEP, directory)
                + " not show which trials run)");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aTornFileSaysNothing() throws IOException {
    writer(true, DriverEnds.NONE).begins(group(3), HERE);
    String text = Files.readString(path());
    for (String torn : List.of("", text.substring(0, text.length() / 2), "{}", "[]")) {
      Files.writeString(path(), torn);
      assertThat(file.running()).isEmpty();
      assertThat(file.ends(false, training -> false)).isEqualTo(DriverEnds.NONE);
    }
  }

  @Test
  void suspectsAreNamedOnce() {
    assertThat(DriverEnds.note(List.of(group(3), group(4), group(3))))
        .isEqualTo(
            "Trials that were training when the driver's process ended train last, one at a time:"
                + " 3, 4");
  }

  private LiveWriter writer(boolean isLocal, DriverEnds before) {
    return new LiveWriter(file, isLocal, before, isHeld::get, () -> seconds.get() * 1_000_000_000);
  }

  private Path path() {
    return directory.resolve("results/live/" + SWEEP + ".json");
  }

  private static ResolvedTrial upToItsEnd(int number) {
    return group(number).trials().get(0);
  }

  private static Group group(int... trials) {
    return group(Rung.FULL, trials);
  }

  private static Group group(Rung end, int... trials) {
    return new Group(
        IntStream.of(trials)
            .mapToObj(number -> resolved(config("training.updates = 6"), trial(number, 0.1)))
            .map(trial -> trial.upTo(end))
            .toList());
  }

  private static Training training(int number) {
    return new Training(key(number), Rung.FULL.number());
  }

  private static TrialKey key(int number) {
    return TrialKey.of(trial(number, 0.1));
  }

  private static RunningTrial running(
      int number, Place place, int step, Map<String, Double> metrics) {
    TrialKey key = key(number);
    return new RunningTrial(
        key.number(),
        key.repeat(),
        key.fold(),
        Rung.FULL.number(),
        Instant.EPOCH,
        place,
        step,
        metrics);
  }
}
