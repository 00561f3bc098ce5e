package dev.lambdasweep.driver.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.store.files.Parallel;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.CurvePoint.Figures;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.TestDetail;
import dev.lambdasweep.driver.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsStoreTest {
  @TempDir private Path folder;
  private ResultsStore store;

  @BeforeEach
  void open() {
    store = ResultsStore.writing(folder.toString(), Examples.HADOOP);
  }

  @Test
  void leavesNothingHiddenAndNoChecksumsBehind() throws IOException {
    store.publish("sweeps/a/b.json", "text".getBytes(UTF_8));
    assertThat(files()).containsExactly("sweeps/a/b.json");
    assertThat(folder.resolve("sweeps/a/b.json")).hasContent("text");
  }

  @Test
  void fileOfATrialWithoutARowReplacesThatOfAKilledDriver() throws IOException {
    store.keep("models/a/0-0/forest.joblib", "first".getBytes(UTF_8));
    store.keep("models/a/0-0/forest.joblib", "second".getBytes(UTF_8));
    assertThat(files()).containsExactly("models/a/0-0/forest.joblib");
    assertThat(folder.resolve("models/a/0-0/forest.joblib")).hasContent("second");
  }

  @Test
  void letsOneOfManyWritersOfOneNameWin() throws Exception {
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      byte[] bytes = Integer.toString(i).getBytes(UTF_8);
      writers.add(
          () -> {
            try {
              store.publish("plan-0.json", bytes);
              return true;
            } catch (UserException e) {
              return false;
            }
          });
    }
    assertThat(Parallel.run(writers)).containsOnlyOnce(true);
    assertThat(files()).containsExactly("plan-0.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/x", "../x", "a/../../x", "a//b", ".hidden", "a/_b", "a b", "ä"})
  void refusesNamesThatCouldLeaveTheDirectoryOrBeHidden(String name) {
    assertThatThrownBy(() -> store.publish(name, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid name: %s, must be parts of letters, digits, dots, dashes, underscores and =, joined by /",
            name);
  }

  @Test
  void reportsAtOnceThatADirectoryIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "x");
    assertThatThrownBy(() -> ResultsStore.writing(file.toString(), Examples.HADOOP))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot write results to %s: it is a file, not a directory (give --results DIR)", file);
    assertThatThrownBy(() -> ResultsStore.reading(file.toString(), Examples.HADOOP))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read results in %s: it is a file, not a directory (give --results DIR)", file);
  }

  @Test
  void reportsAtOnceThatADirectoryCannotBeCreated() throws IOException {
    Path below = Files.writeString(folder.resolve("taken"), "x").resolve("results");
    assertThatThrownBy(() -> ResultsStore.writing(below.toString(), Examples.HADOOP))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Cannot write results to " + below + ": ")
        .hasMessageEndingWith(" (give --results DIR, a directory you can write to)")
        .hasMessageNotContaining("\n");
  }

  @Test
  void reportsAnUnknownScheme() {
    assertThatThrownBy(() -> ResultsStore.reading("moon://crater/results", Examples.HADOOP))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot use results directory moon://crater/results: No FileSystem for scheme \"moon\""
                + " (give a path or a URI such as hdfs://host/path)");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void reportsAFullDiskInOneMessageAndLeavesNoRow() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.setClass("fs.full.impl", FullFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    ResultsStore full = ResultsStore.writing("full:" + folder, hadoop);
    assertThatThrownBy(
            () ->
                full.writer(Examples.COARSE, "0.1.0").add(List.of(Examples.complete(0, 0.1, 0.5))))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "Cannot write curves/sweep=coarse-20261120T193000-7f3a/[0-9a-f-]+\\.jsonl to full:"
                + folder
                + ": No space left on device"
                + " \\(fix the cause, then continue with scripts/sweep resume\\)");
    assertThat(files()).isEmpty();
  }

  @Test
  void worksOnAFileSystemThatOnlyHadoopKnows() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.viewfs.mounttable.far.link./r", folder.toUri().toString());
    ResultsStore far = ResultsStore.writing("viewfs://far/r/results", hadoop);
    Plan plan = Examples.plan(Examples.COARSE, Examples.NOON, 1);
    far.add(plan);
    List<TrialRow> rows =
        far.writer(Examples.COARSE, "0.1.0").add(List.of(Examples.complete(0, 0.1, 0.5)));

    assertThat(far.plans(Examples.COARSE.id())).containsExactly(plan);
    assertThat(far.rows()).isEqualTo(new Reading<>(rows, List.of()));
    far.add(plan);
    assertThatThrownBy(() -> far.add(Examples.plan(Examples.COARSE, Examples.NOON, 2)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot write sweeps/coarse-20261120T193000-7f3a/plan-0.json to"
                + " viewfs://far/r/results: it already exists with other content (if it is not needed, move it away and continue with scripts/sweep resume)");
    assertThat(far.plans(Examples.COARSE.id())).containsExactly(plan);
  }

  @Test
  void holdsWhatWasPlannedInParts() {
    Plan first = Examples.plan(Examples.COARSE, 0, Examples.NOON, 3);
    Plan second = Examples.plan(Examples.COARSE, 1, Examples.NOON, 2);
    store.add(first);
    store.add(second);
    assertThat(store.plans(Examples.COARSE.id())).containsExactly(first, second);
    assertThat(store.sweepIds()).containsExactly(Examples.COARSE.id());
  }

  @Test
  void givesThePartsOfAPlanInTheirOrder() {
    List<Plan> parts =
        IntStream.range(0, 12)
            .mapToObj(part -> Examples.plan(Examples.COARSE, part, Examples.NOON, 1))
            .toList();
    parts.forEach(store::add);
    assertThat(store.plans(Examples.COARSE.id())).isEqualTo(parts);
    assertThat(store.holds(parts.get(11))).isTrue();
    assertThat(store.holds(Examples.plan(Examples.COARSE, 12, Examples.NOON, 1))).isFalse();
  }

  @Test
  void skipsFilesThatAreNotSweeps() throws IOException {
    for (String name :
        List.of(
            "sweeps/notes/plan-0.json",
            "sweeps/coarse-20261120T193000-7f3a/readme.json",
            "trials/sweep=notes/a.jsonl",
            "trials/coarse-20261120T193000-7f3a/a.jsonl")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "{}");
    }
    assertThat(store.sweepIds()).isEmpty();
    assertThat(store.rows()).isEqualTo(new Reading<>(List.of(), List.of()));
    Plan plan = Examples.plan(Examples.COARSE, Examples.NOON, 3);
    store.add(plan);
    assertThat(store.plans(Examples.COARSE.id())).containsExactly(plan);
  }

  @Test
  void refusesThePlanOfAnotherSweep() throws IOException {
    store.add(Examples.plan(Examples.COARSE, Examples.NOON, 3));
    Path other = folder.resolve("sweeps/coarse-20261120T193000-0000/plan-0.json");
    Files.createDirectories(other.getParent());
    Files.copy(folder.resolve("sweeps/coarse-20261120T193000-7f3a/plan-0.json"), other);
    assertThatThrownBy(() -> store.plans(new SweepId("coarse-20261120T193000-0000")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read sweeps/coarse-20261120T193000-0000/plan-0.json in %s: it is a plan of"
                + " coarse-20261120T193000-7f3a (restore it from a copy)",
            folder);
  }

  @Test
  void namesAPlanThatIsTorn() throws IOException {
    store.add(Examples.plan(Examples.COARSE, Examples.NOON, 3));
    Path file = folder.resolve("sweeps/coarse-20261120T193000-7f3a/plan-0.json");
    Files.writeString(file, Files.readString(file).substring(0, 200));
    assertThatThrownBy(() -> store.plans(Examples.COARSE.id()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read sweeps/coarse-20261120T193000-7f3a/plan-0.json in %s: it is not JSON"
                + " (restore it from a copy)",
            folder);
    Files.delete(file);
    assertThatThrownBy(() -> store.plans(Examples.COARSE.id()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read the plan of coarse-20261120T193000-7f3a in %s: there is none"
                + " (scripts/sweep list shows all sweeps)",
            folder);
  }

  @Test
  void holdsRowsCurvesAndOutcomes() {
    FinishedTrial good = Examples.complete(0, 0.1, 0.5);
    FinishedTrial bad = Examples.failed(1, 0.2, Examples.execution(Examples.NOON, "two", 1));
    List<TrialRow> added = store.writer(Examples.COARSE, "0.1.0").add(List.of(bad, good));

    assertThat(store.rows(Examples.COARSE.id()))
        .isEqualTo(new Reading<>(List.of(added.get(1), added.get(0)), List.of()));
    var curves = store.curves(Examples.COARSE.id()).value();
    assertThat(curves.get(new TrialKey(0, 0))).isEqualTo(good.result().curve());
    CurvePoint point = curves.get(new TrialKey(1, 0)).get(0);
    assertThat(
            List.of(
                point.update(),
                point.training().loss(),
                point.training().cost(),
                point.training().accuracy()))
        .containsExactly(1, Double.NaN, Double.NaN, 0.1);
    var outcomes = store.outcomes(Examples.COARSE.id()).value();
    assertThat(outcomes).containsOnlyKeys(new TrialKey(0, 0));
    assertThat(outcomes.get(new TrialKey(0, 0))).isEqualTo(good.result().outcomes().get(0));
    assertThat(store.details(Examples.COARSE.id()).value()).isEmpty();
  }

  @Test
  void holdsTheCurvesOfValuesAndThoseOfOlderVersions() throws IOException {
    Figures training = new Figures(0.25, 0.5, Double.NaN, 41.5, 33.5, 0.75);
    Figures validation = new Figures(0.5, 0.75, Double.NaN, 53.5, 44.5, -0.5);
    CurvePoint values = new CurvePoint(450, 1, 0.01, training, validation);
    TrialResult one = Examples.complete(0, 0.1, 0.5).result();
    TrialResult result =
        new TrialResult(
            one.trial(),
            one.ending(),
            one.figures(),
            one.extent(),
            one.execution(),
            List.of(values, one.curve().get(1)),
            List.of(),
            List.of());
    store.writer(Examples.COARSE, "0.1.0").add(List.of(new FinishedTrial(result, Map.of())));

    List<CurvePoint> read = store.curves(Examples.COARSE.id()).value().get(new TrialKey(0, 0));
    assertThat(read).isEqualTo(result.curve());
    String file = files().stream().filter(name -> name.startsWith("curves/")).findFirst().get();
    List<String> lines = Files.readAllLines(folder.resolve(file));
    assertThat(lines.get(0))
        .endsWith(
            "\"train_loss\":0.25,\"train_cost\":0.5,\"train_accuracy\":null,\"valid_loss\":0.5,"
                + "\"valid_cost\":0.75,\"valid_accuracy\":null,\"train_rmse\":41.5,"
                + "\"train_mae\":33.5,\"train_r2\":0.75,\"valid_rmse\":53.5,\"valid_mae\":44.5,"
                + "\"valid_r2\":-0.5}");
    // lines of classes are as those of older versions
    assertThat(lines.get(1)).endsWith("\"valid_accuracy\":0.5}");
  }

  @Test
  void holdsTheErrorsOfValuesAsFloats() throws IOException {
    TrialResult one = Examples.complete(0, 0.1, 0.5).result();
    RowOutcomes errors = new RowOutcomes.OfValues(new float[] {1.5f, -0.25f, 0});
    TrialResult result =
        new TrialResult(
            one.trial(),
            one.ending(),
            one.figures(),
            one.extent(),
            one.execution(),
            List.of(),
            List.of(errors),
            List.of());
    store.writer(Examples.COARSE, "0.1.0").add(List.of(new FinishedTrial(result, Map.of())));

    assertThat(store.outcomes(Examples.COARSE.id()).value())
        .isEqualTo(Map.of(new TrialKey(0, 0), errors));
    String name = files().stream().filter(file -> file.startsWith("outcomes/")).findFirst().get();
    Path file = folder.resolve(name);
    // 1.5 is 0x3fc00000 and -0.25 0xbe800000, the lowest byte first
    String line =
        "{\"sweep\":\"%s\",\"trial\":0,\"repeat\":0,\"fold\":0,\"errors\":\"AADAPwAAgL4AAAAA\"}"
            .formatted(Examples.COARSE.id());
    assertThat(file).hasContent(line + "\n");
    // lines of an older version have no fold; the second is torn, the third not of whole floats
    Files.writeString(
        file,
        line.replace("\"fold\":0,", "")
            + "\n"
            + line.substring(0, line.length() - 3)
            + "\n"
            + line.replace("AADAPwAAgL4AAAAA", "AADA")
            + "\n");
    var read = store.outcomes(Examples.COARSE.id());
    assertThat(read.value()).isEqualTo(Map.of(new TrialKey(0, 0), errors));
    assertThat(read.skipped())
        .extracting(Skipped::cause)
        .containsExactly(
            "errors is not base64", "errors has 3 bytes, which is not a whole number of floats");
  }

  @Test
  void holdsWhatIsKeptOfTheTestImages() {
    TestDetail detail =
        new TestDetail.OfClasses(
            List.of(List.of(3, 1), List.of(0, 4)), List.of(2, 6), List.of(1, 6));
    store
        .writer(Examples.COARSE, "0.1.0")
        .add(List.of(Examples.complete(0, 0.1, 0.5), Examples.tested(1, detail)));
    assertThat(store.details(Examples.COARSE.id()).value())
        .isEqualTo(Map.of(new TrialKey(1, 0), detail));
  }

  @Test
  void holdsPredictedValuesOfTheTestRows() {
    TestDetail detail =
        new TestDetail.OfValues(5, List.of(1.5, -2.0), List.of(1.0 / 3, Double.MIN_VALUE));
    store.writer(Examples.COARSE, "0.1.0").add(List.of(Examples.tested(1, detail)));
    assertThat(store.details(Examples.COARSE.id()).value())
        .isEqualTo(Map.of(new TrialKey(1, 0), detail));
  }

  @Test
  void keepsAllRowsOfTwoWritersAtOnce() throws Exception {
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int from = 200 * i;
      writers.add(
          () -> {
            ResultsStore own = ResultsStore.writing(folder.toString(), Examples.HADOOP);
            for (int number = from; number < from + 200; number++) {
              own.writer(Examples.COARSE, "0.1.0")
                  .add(List.of(Examples.complete(number, 0.1, 0.5)));
            }
            return true;
          });
    }
    Parallel.run(writers);

    Reading<List<TrialRow>> rows = store.rows(Examples.COARSE.id());
    assertThat(rows.skipped()).isEmpty();
    assertThat(rows.value().stream().map(row -> row.key().number()))
        .containsExactlyElementsOf(Stream.iterate(0, n -> n + 1).limit(400).toList());
    assertThat(store.curves(Examples.COARSE.id()).value()).hasSize(400);
  }

  @Test
  void skipsFilesLeftByAKilledWriter() throws IOException {
    TrialRow row =
        store.writer(Examples.COARSE, "0.1.0").add(List.of(Examples.complete(0, 1, 0.5))).get(0);
    Path rows = folder.resolve("trials/sweep=" + Examples.COARSE.id());
    Files.writeString(rows.resolve(".x.jsonl-1"), "{\"sweep\":");
    Files.writeString(rows.resolve("_temporary"), "{\"sweep\":");
    Files.writeString(folder.resolve(".probe-1"), "");
    assertThat(store.rows(Examples.COARSE.id())).isEqualTo(new Reading<>(List.of(row), List.of()));
  }

  @Test
  void showsNoCurveWithoutItsRow() throws IOException {
    store.writer(Examples.COARSE, "0.1.0").add(List.of(Examples.complete(0, 1, 0.5)));
    try (Stream<Path> rows = Files.list(folder.resolve("trials/sweep=" + Examples.COARSE.id()))) {
      Files.delete(rows.findFirst().orElseThrow());
    }
    assertThat(store.curves(Examples.COARSE.id()).value()).isEmpty();
    assertThat(store.outcomes(Examples.COARSE.id()).value()).isEmpty();
  }

  @Test
  void skipsAndNamesTornAndForeignLines() throws IOException {
    TrialRow row =
        store.writer(Examples.COARSE, "0.1.0").add(List.of(Examples.complete(0, 1, 0.5))).get(0);
    String line = RowJson.line(row);
    String name = "trials/sweep=" + Examples.COARSE.id() + "/";
    Files.writeString(
        folder.resolve(name + "a.jsonl"),
        "\n[1]\n" + line.replace("7f3a", "0000") + "\n\u0000\u0001 binary\n" + line + line + "\n");
    Files.writeString(folder.resolve(name + "b.jsonl"), line.substring(0, 300));
    Files.writeString(folder.resolve(name + "notes.txt"), "mine");
    Files.createDirectory(folder.resolve(name + "c.jsonl"));

    Reading<List<TrialRow>> rows = store.rows(Examples.COARSE.id());

    assertThat(rows.value()).containsExactly(row);
    assertThat(rows.skipped().stream().map(Skipped::warning))
        .hasSize(7)
        .contains(
            "Skipped line 2 of " + name + "a.jsonl: it is not a JSON object",
            "Skipped line 3 of " + name + "a.jsonl: it is a row of coarse-20261120T193000-0000",
            "Skipped line 4 of " + name + "a.jsonl: it is not JSON",
            "Skipped line 5 of " + name + "a.jsonl: it is not JSON",
            "Skipped line 1 of " + name + "b.jsonl: it is not JSON",
            "Skipped " + name + "notes.txt: it is not a .jsonl file");
  }

  @Test
  void givesANewSweepAnIdThatNoOtherHas() {
    SweepId taken = Examples.COARSE.id();
    SweepId free = new SweepId("coarse-20261120T193000-0000");
    Plan other = Examples.plan(Examples.COARSE, Examples.NOON, 3);
    store.add(other);

    Plan added =
        store.addFirst(
            List.of(taken, taken, free).iterator()::next,
            id -> Examples.plan(new Sweep(id, "coarse", Kind.SEARCH, ""), Examples.NOON, 3));

    assertThat(added.sweep().id()).isEqualTo(free);
    assertThat(store.plans(free)).containsExactly(added);
    assertThat(store.plans(taken)).containsExactly(other);
  }

  @Test
  void isEmptyWithoutADirectory() {
    ResultsStore none = ResultsStore.reading(folder + "/none", Examples.HADOOP);
    assertThat(none.exists()).isFalse();
    assertThat(none.sweepIds()).isEmpty();
    assertThat(none.rows()).isEqualTo(new Reading<>(List.of(), List.of()));
    assertThat(none.curves(Examples.COARSE.id()).value()).isEmpty();
    assertThat(folder.resolve("none")).doesNotExist();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** A local file system that has no space for any file except the probe. */
  public static final class FullFileSystem extends RawLocalFileSystem {
    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("full:///");
    }

    @Override
    public FSDataOutputStream create(org.apache.hadoop.fs.Path file, boolean overwrite)
        throws IOException {
      return file.getName().startsWith(".probe")
          ? super.create(file, overwrite)
          : super.create(new org.apache.hadoop.fs.Path("/dev/full"), true);
    }
  }
}
