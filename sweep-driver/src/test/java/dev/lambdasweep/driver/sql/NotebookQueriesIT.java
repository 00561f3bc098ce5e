package dev.lambdasweep.driver.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.store.Examples;
import dev.lambdasweep.driver.store.FinishedTrial;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.LocalSpark;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.trial.Execution;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each query of notebooks/queries on sweeps whose answers can be computed by hand. */
class NotebookQueriesIT {
  private static final Path QUERIES =
      Stream.of(Path.of("notebooks/queries"), Path.of("../notebooks/queries"))
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow();

  @TempDir private static Path folder;
  private static ReadOnlySql sql;

  @BeforeAll
  static void fill() {
    ResultsStore store = ResultsStore.writing(folder.toString(), Examples.HADOOP);
    Execution one = Examples.execution(Examples.NOON, "one", 2);
    Execution two = Examples.execution(Examples.NOON, "two", 1);
    add(
        store,
        new Sweep(new SweepId("coarse-20261120T110000-0000"), "coarse", Kind.SEARCH, ""),
        -3600,
        List.of(Examples.complete(0, 0.5, 0.125, one)));
    add(
        store,
        Examples.COARSE,
        0,
        List.of(
            Examples.complete(0, 0.00725712, 0.5, one),
            Examples.complete(1, 0.0715574, 0.40039, two),
            Examples.complete(2, 0.0036, 0.4, one),
            Examples.failed(3, 0.05, two)));
    Sweep fine =
        new Sweep(
            new SweepId("fine-20261120T200000-0000"),
            "fine",
            Kind.REFINE,
            Examples.COARSE.id().text());
    add(
        store,
        fine,
        3600,
        List.of(Examples.complete(0, 0.0065, 0.5, two), Examples.complete(1, 0.006, 0.2, one)));
    Sweep last =
        new Sweep(new SweepId("final-20261120T210000-0000"), "final", Kind.FINAL, fine.id().text());
    add(store, last, 7200, List.of(Examples.complete(0, 0.0065, 0.75, one)));
    sql = new ReadOnlySql(LocalSpark.session(), new Views(store));
  }

  @Test
  void coarseTableIsThatOfTheNewestCoarseSweepWorstFirst() throws IOException {
    assertThat(csv("coarse-table.sql"))
        .isEqualTo(
            """
            lambda,valid_accuracy
            0.0036,0.4
            0.071557,0.4004
            0.007257,0.5
            """);
  }

  @Test
  void fineTableGoesByLambda() throws IOException {
    // sqrt(0.2 · 0.8 / 1000) = 0.01265, sqrt(0.5 · 0.5 / 1000) = 0.01581
    assertThat(csv("fine-table.sql"))
        .isEqualTo(
            """
            lambda,valid_accuracy,standard_error
            0.006,0.2,0.0126
            0.0065,0.5,0.0158
            """);
  }

  @Test
  void decadesCountCompleteTrialsOfSearches() throws IOException {
    // 10^-3: 0.5, 0.4, 0.5, 0.2; 10^-2: 0.40039; 10^-1: 0.125
    assertThat(csv("lambda-by-decade.sql"))
        .isEqualTo(
            """
            decade,trials,mean_valid_accuracy,best_valid_accuracy
            -3,4,0.4,0.5
            -2,1,0.4004,0.4004
            -1,1,0.125,0.125
            """);
  }

  @Test
  void timesAreSummedByHost() throws IOException {
    // a quarter of the training's time is spent on evaluation
    assertThat(csv("time-per-host.sql"))
        .isEqualTo(
            """
            host,trials,train_seconds,evaluate_seconds
            one,5,10.0,2.5
            two,3,3.0,0.8
            """);
  }

  @Test
  void everyQueryBeginsWithWhatItAnswers() throws IOException {
    try (Stream<Path> queries = Files.list(QUERIES)) {
      assertThat(queries)
          .hasSize(4)
          .allSatisfy(query -> assertThat(Files.readString(query)).startsWith("-- "));
    }
  }

  private static void add(
      ResultsStore store, Sweep sweep, int seconds, List<FinishedTrial> trials) {
    store.add(Examples.plan(sweep, Examples.NOON.plusSeconds(seconds), trials.size()));
    store.writer(sweep, "0.1.0").add(trials);
  }

  private static String csv(String query) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SqlFormat.CSV.print(
        sql.run(Files.readString(QUERIES.resolve(query))), new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }
}
