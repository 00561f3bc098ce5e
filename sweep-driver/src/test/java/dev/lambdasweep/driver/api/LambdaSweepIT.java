package dev.lambdasweep.driver.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.TrialContext;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.config.Trainers;
import dev.lambdasweep.driver.network.NetworkLike;
import dev.lambdasweep.driver.network.NetworkTrainer;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.sweep.SweepAborted;
import dev.lambdasweep.driver.sweep.SweepListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps inside another application, whose session has unusual settings. */
class LambdaSweepIT {
  private static final String SETTINGS =
      """
      data { source = synthetic, synthetic.training-images = 400, validation.rows = 100 }
      data.synthetic.test-images = 50
      network.hidden = [4]
      training { updates = 20, batch-size = 20, learning-rate.rate = 0.01 }
      """;
  private static final String SPACE = "sweep.space.lambda = [0.001, 0.01, 0.1]\n";

  private static SparkSession spark;

  @TempDir private Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private PrintStream out;
  private PrintStream err;
  private LambdaSweep sweeps;

  @BeforeAll
  static void startAnApplication() {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
    spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("someone's own")
            .config("spark.ui.enabled", "false")
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.sql.session.timeZone", "Asia/Tokyo")
            .config("spark.sql.datetime.java8API.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void endIt() {
    spark.stop();
  }

  @BeforeEach
  void captureOutput() {
    sweeps = LambdaSweep.on(spark).results(directory.resolve("results").toString());
    out = System.out;
    err = System.err;
    System.setOut(new PrintStream(printed, true, UTF_8));
    System.setErr(new PrintStream(printed, true, UTF_8));
  }

  @AfterEach
  void leavesTheApplicationUnchanged() {
    System.setOut(out);
    System.setErr(err);
    assertThat(printed.toString(UTF_8)).isEmpty();
    assertThat(spark.range(10).count()).isEqualTo(10);
    assertThat(spark.sparkContext().getLocalProperty("spark.job.description")).isNull();
  }

  @Test
  void sweepsOverADataFrameAndPredictsAnother() {
    Dataset<Row> rows =
        spark
            .range(400)
            .selectExpr(
                "sin(id) AS x", "cos(3 * id) AS y", "if(id % 3 = 0, 'a b', 'c') AS kind", "id")
            .selectExpr("x", "y", "kind", "if(x * y > 0, 'same', 'other') AS sign");
    String settings =
        """
        data.test.share = 0.2
        network.hidden = [8]
        training { epochs = 30, batch-size = 20, optimizer = adam, learning-rate.rate = 0.02 }
        """;
    LambdaSweep ours = sweeps.data(rows, "sign");
    SweepResult search =
        ours.run(
            ConfigFactory.parseString(
                settings
                    + "sweep { name = frame, trials = 2 }\n"
                    + "sweep.space.lambda = { type = log-uniform, low = 1e-5, high = 1e-3 }"));
    assertThat(search.rows()).hasSize(2);
    SweepResult best =
        ours.finish(ConfigFactory.parseString(settings + "sweep.name = best\n"), search.id());
    assertThat(best.rows().get(0).figure("test_accuracy").getAsDouble()).isGreaterThan(0.85);

    String path = directory + "/results/models/" + best.id() + "/0-0.safetensors";
    Dataset<Row> predicted = sweeps.model(path).withProbabilities().transform(rows.drop("sign"));
    assertThat(predicted.columns())
        .containsExactly(
            "x", "y", "kind", "prediction", "probability", "probability_other", "probability_same");
    long right = predicted.filter("(x * y > 0) = (prediction = 'same')").count();
    assertThat(right).isGreaterThan(340);
    assertThat(predicted.filter("abs(probability_other + probability_same - 1) > 1e-9").count())
        .isZero();
    // the rows in another order are the same data
    LambdaSweep reordered = sweeps.data(rows.orderBy("y").repartition(5), "sign");
    assertThat(reordered.extend(search.id(), 1).rows()).hasSize(3);
    assertThatThrownBy(() -> sweeps.extend(search.id(), 1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read a table: none of data.table.path, data.table.table and data.table.query is"
                + " set (set one of them, or give a data frame to LambdaSweep.data)");
  }

  @Test
  void searchesRefinesAndTests() {
    SweepResult coarse = sweeps.run(file("sweep.name = coarse\n" + SPACE));
    assertThat(coarse.id()).startsWith("coarse-");
    assertThat(coarse.isComplete()).isTrue();
    assertThat(coarse.trials().count()).isEqualTo(3);
    assertThat(coarse.curves().count()).isPositive();

    SweepResult fine = sweeps.refine(file("sweep { name = fine, trials = 2 }"), coarse.id());
    assertThat(fine.rows()).extracting(row -> row.sweep().parent()).containsOnly(coarse.id());

    SweepResult tested = sweeps.finish(file("sweep.name = final"), fine.id());
    assertThat(tested.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.figure("test_accuracy")).isPresent());

    sweeps.createViews();
    assertThat(spark.sql("SELECT DISTINCT name FROM trials ORDER BY 1").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("coarse", "final", "fine");
    assertThat(
            spark
                .sql(
                    "SELECT count(*) FROM trials WHERE started_at BETWEEN now() - INTERVAL 1 HOUR"
                        + " AND now()")
                .first()
                .getLong(0))
        .isEqualTo(6);
    assertThat(sweeps.sweep("fine").points().count()).isEqualTo(2);
  }

  @Test
  void extendsAndResumes() {
    SweepResult first =
        sweeps.run(
            file(
                "sweep { name = drawn, trials = 2, space.lambda = { type = log-uniform, low = 1e-5,"
                    + " high = 1e-1 } }"));
    SweepResult more = sweeps.extend(first.id(), 2);
    assertThat(more.rows()).extracting(row -> row.key().number()).containsExactly(0, 1, 2, 3);
    assertThat(sweeps.resume(first.id()).rows()).isEqualTo(more.rows());
  }

  @Test
  void trainsWithATrainerThatDeclaresItsOwnParameters() {
    LambdaSweep mine = sweeps.trainer(new CentroidTrainer());
    SweepResult result =
        mine.run(
            file(
                """
                sweep { name = mine, space { shrinkage = [0.0, 0.5, 0.99], distance = [euclidean, manhattan] } }
                trainer { name = centroid, parameters.most-examples = 200 }
                """));
    assertThat(result.rows()).hasSize(6).allMatch(TrialRow::isComplete);
    mine.createViews();
    Row best =
        spark
            .sql(
                "SELECT shrinkage, distance, most_examples, metrics['mean_distance'], lambda FROM"
                    + " trials ORDER BY valid_accuracy DESC LIMIT 1")
            .first();
    assertThat(best.getDouble(0)).isLessThan(0.99);
    assertThat(best.getLong(2)).isEqualTo(200);
    assertThat(best.getDouble(3)).isPositive();
    assertThat(best.isNullAt(4)).isTrue();

    SweepResult refined =
        mine.refine(file("sweep { name = finer, trials = 3 }\ntrainer.name = centroid"), "mine");
    assertThat(refined.rows()).hasSize(3);
    // without the trainer, the results can be read but no trial can be trained
    assertThat(sweeps.sweep("mine").trials().count()).isEqualTo(6);
    assertThatThrownBy(() -> sweeps.extend(refined.id(), 1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot train with centroid: it is not on the class path (give its jar with --jars, or"
                + " register it with LambdaSweep.trainer)");
  }

  @Test
  void ranksByTheFirstMetricOfATrainerThatMeasuresNoAccuracy() {
    LambdaSweep mine = sweeps.trainer(new MeanTrainer());
    SweepResult result =
        mine.run(file("sweep { name = mean, space.shift = [3.0, 0.0, 1.0] }\ntrainer.name = mean"));
    assertThat(result.rows()).hasSize(3).allMatch(TrialRow::isComplete);
    assertThat(plan(result).objective()).isEqualTo(Metric.minimize("spread"));
    SweepResult best = mine.finish(file("sweep.name = best\ntrainer.name = mean"), "mean");
    assertThat(best.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.parameters()).containsEntry("shift", 0.0));

    // what the first sweep was ranked by ranks those that continue from it
    mine.run(
        file(
            "sweep { name = turned, space.shift = [3.0, 0.0, 1.0] }\ntrainer.name = mean\n"
                + "objective { metric = spread, goal = maximize }"));
    SweepResult worst = mine.finish(file("sweep.name = worst\ntrainer.name = mean"), "turned");
    assertThat(worst.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.parameters()).containsEntry("shift", 3.0));
    assertThat(plan(worst).objective()).isEqualTo(Metric.maximize("spread"));
    assertThatThrownBy(
            () -> mine.refine(file("sweep.name = other\nobjective.metric = valid-loss"), "turned"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot rank %s by valid_loss: its trainer does not measure it (set objective.metric)",
            mine.sweep("turned").id());
  }

  @Test
  void trainingsOfATrainerThatContinuesGoOnFromTheirRungs() {
    String halved =
        "sweep { name = %s, sampler = grid, space.pace = %s }\ntrainer.name = walk\n"
            + "stopping { rule = halving, eta = 3, first = 1, length = 9 }";
    String paces = "[3, 1, 2, 4, 5, 6, 7, 8, 9]";
    int before = WalkTrainer.STEPS.get();
    sweeps.trainer(new WalkTrainer(true)).run(file(halved.formatted("continued", paces)));
    int continued = WalkTrainer.STEPS.get() - before;
    sweeps.trainer(new WalkTrainer(false)).run(file(halved.formatted("again", paces)));
    int again = WalkTrainer.STEPS.get() - before - continued;

    // nine points to step 1, three to step 3, one to step 9
    assertThat(continued).isEqualTo(9 + 3 * 2 + 6);
    assertThat(again).isEqualTo(9 + 3 * 3 + 9);
    sweeps.createViews();
    String rows =
        "SELECT trial, state, rung, updates, metrics FROM trials WHERE name = '%s' ORDER BY trial";
    String curves =
        "SELECT trial, update, epoch FROM curves WHERE name = '%s' ORDER BY trial, update";
    String rungs =
        "SELECT trial, rung, updates, metrics, kept FROM rungs WHERE name = '%s' ORDER BY rung, trial";
    for (String query : List.of(rows, curves, rungs)) {
      List<Row> found = spark.sql(query.formatted("continued")).collectAsList();
      assertThat(found).isEqualTo(spark.sql(query.formatted("again")).collectAsList());
      assertThat(found).isNotEmpty();
    }
  }

  @Test
  void namesTheObjectiveInThePlan() {
    SweepResult result = sweeps.run(file("sweep.name = plain\n" + SPACE));
    assertThat(plan(result).objective()).isEqualTo(Metric.maximize("valid_accuracy"));
    SweepResult cost = sweeps.run(file("objective.metric = valid-cost\n" + SPACE));
    assertThat(plan(cost).objective()).isEqualTo(Metric.minimize("valid_cost"));
    assertThatThrownBy(() -> sweeps.run(file("objective.metric = valid-rmse\n" + SPACE)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot rank trials by valid_rmse: trainer network does not measure it (set"
                + " objective.metric to auto or one of valid-accuracy, valid-loss, valid-cost)");
  }

  private SweepConfig plan(SweepResult result) {
    sweeps.createViews();
    return ConfigReader.fromJson(
        spark
            .sql("SELECT configuration FROM sweeps WHERE sweep = '" + result.id() + "'")
            .first()
            .getString(0));
  }

  @Test
  void trialWhoseTrainerThrowsIsOneFailedRow() {
    SweepResult result =
        sweeps
            .trainer(new CentroidTrainer())
            .run(
                file(
                    "sweep { name = bad, space.complain = [true, false] }\ntrainer.name = centroid"));
    assertThat(result.isComplete()).isFalse();
    assertThat(result.rows())
        .extracting(TrialRow::state, row -> row.ending().error())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "FAILED", "java.lang.IllegalStateException: this trial complains"),
            org.assertj.core.groups.Tuple.tuple("COMPLETE", ""));
  }

  @Test
  void refusesParametersThatTheTrainerDoesNotDeclare() {
    assertThatThrownBy(
            () ->
                sweeps
                    .trainer(new CentroidTrainer())
                    .run(file("sweep.space.shrinkage = [2]\ntrainer.name = centroid")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("shrinkage");
    assertThatThrownBy(() -> sweeps.run(file(SPACE + "trainer.name = centroid")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("centroid");
  }

  @Test
  void notifiesAListener() {
    List<String> events = new ArrayList<>();
    SweepListener listener =
        new SweepListener() {
          @Override
          public void planned(Planned planned) {
            events.add("planned " + planned.state().trials());
          }

          @Override
          public void arrived(Arrived arrived) {
            arrived.rows().forEach(row -> events.add("arrived"));
          }

          @Override
          public void ended(Ended ended) {
            events.add("ended " + ended.state().rows().size());
          }
        };
    sweeps.listener(listener).run(file(SPACE));
    assertThat(events).containsExactly("planned 3", "arrived", "arrived", "arrived", "ended 3");
  }

  @Test
  void listenerMayAbortASweepWhichCanBeResumed() {
    SweepListener impatient =
        new SweepListener() {
          @Override
          public void arrived(Arrived arrived) {
            throw new SweepAborted("enough");
          }
        };
    SweepResult result =
        sweeps.listener(impatient).run(file("execution.fuse = 1\nsweep.name = cut\n" + SPACE));
    assertThat(result.rows()).hasSizeBetween(1, 2);
    assertThat(sweeps.resume(result.id()).rows()).hasSize(3).allMatch(TrialRow::isComplete);
  }

  @Test
  void storesNothingOfASweepThatCannotStart() {
    assertThatThrownBy(() -> sweeps.run(file(SPACE + "data.validation.rows = 100000")))
        .isInstanceOf(UserException.class);
    assertThat(directory.resolve("results/sweeps")).doesNotExist();
    assertThatThrownBy(() -> sweeps.run(file("sweep.space.lambda = [-1]")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("sweep.space.lambda");
    assertThatThrownBy(() -> sweeps.sweep("sweep"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot find sweep sweep");
  }

  private static Config file(String lines) {
    return ConfigFactory.parseString(SETTINGS + lines);
  }

  @Test
  void refusesTrainersThatCannotBeUsed() {
    assertThatThrownBy(() -> sweeps.trainer(new NetworkTrainer()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot use trainer network: the name is that of a built-in trainer (choose another"
                + " name)");
    assertThatThrownBy(() -> sweeps.trainer(new MeanTrainer()).trainer(new MeanTrainer()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot use trainer mean: another one of this name is registered (choose another"
                + " name)");
    assertThatThrownBy(
            () ->
                sweeps.trainer(
                    new MeanTrainer() {
                      @Override
                      public List<Metric> metrics() {
                        return List.of();
                      }
                    }))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot use trainer mean: it measures nothing by which trials could be ranked (declare"
                + " a metric in metrics(), and report it)");
    SparkSession session = spark;
    NetworkLike unserializable =
        new NetworkLike() {
          private final transient Object nothing = new Object();
          private final Object field = session.conf();

          @Override
          public String name() {
            return "mine";
          }

          @Override
          public void trainTogether(List<? extends TrialContext> trials) {
            throw new IllegalStateException(field + " " + nothing);
          }
        };
    assertThatThrownBy(() -> sweeps.trainer(unserializable))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Cannot use trainer mine: it cannot be sent to the executors, ");
  }

  @Test
  void keepsResultsWhereItIsToldWhateverTheFileSays() {
    SweepConfig config =
        ConfigReader.read(
            file("sweep.name = elsewhere\n" + SPACE), "elsewhere", List.of(), Trainers.builtIn());
    SweepResult result = sweeps.run(config);
    assertThat(sweeps.sweep("elsewhere").id()).isEqualTo(result.id());
    assertThat(Path.of("results")).doesNotExist();
  }

  @Test
  void refusesADataSourceThatDoesNotExist() {
    assertThatThrownBy(() -> sweeps.run(file("data.source = mnist\n" + SPACE)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "invalid data.source: mnist, must be one of auto, table, cifar10, synthetic, idx");
    assertThatThrownBy(() -> sweeps.run(file("sweep.space.data-source = [synthetic, mnist]\n")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("mnist, must be one of auto, table, cifar10, synthetic, idx");
  }
}
