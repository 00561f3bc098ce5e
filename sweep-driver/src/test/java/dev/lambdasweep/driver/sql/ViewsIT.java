package dev.lambdasweep.driver.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.store.Examples;
import dev.lambdasweep.driver.store.FinishedTrial;
import dev.lambdasweep.driver.store.LocalSpark;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import dev.lambdasweep.driver.trial.TestDetail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewsIT {
  private static final List<String> NAMES =
      List.of(
          "sweeps",
          "trials",
          "points",
          "curves",
          "rungs",
          "confusion",
          "probabilities",
          "predictions");

  @TempDir private Path folder;
  private ResultsStore store;

  @BeforeEach
  void open() {
    store = ResultsStore.writing(folder.toString(), Examples.HADOOP);
  }

  @Test
  void showTrialsWithATypedColumnPerHyperparameter() {
    store.add(Examples.plan(Examples.COARSE, Examples.NOON, 2));
    store
        .writer(Examples.COARSE, "0.1.0")
        .add(
            List.of(
                Examples.complete(0, 0.071557, 0.5),
                Examples.failed(1, 1e-5, Examples.execution(Examples.NOON, "two", 1))));
    assertThat(
            csv(
                "SELECT trial, lambda, batch_size, hidden, convention, momentum,"
                    + " parameters['lambda'] AS p, state, fail_reason, valid_accuracy, started_at,"
                    + " parent FROM trials ORDER BY trial"))
        .isEqualTo(
            """
            trial,lambda,batch_size,hidden,convention,momentum,p,state,fail_reason,valid_accuracy,\
            started_at,parent
            0,0.071557,100,"[50,20]",lambda,,0.071557,COMPLETE,,0.5,2026-11-20T12:00:00Z,
            1,1.0E-5,100,"[50,20]",lambda,,1.0E-5,FAILED,DIVERGED,,2026-11-20T12:00:00Z,
            """);
  }

  @Test
  void haveTheColumnsOfTheDesign() {
    assertThat(String.join(", ", session().table("trials").columns()))
        .isEqualTo(
            "sweep, name, kind, parent, trial, repeat, fold, seed, "
                + Settings.hyperparameters().stream()
                    .map(Setting::column)
                    .collect(Collectors.joining(", "))
                + ", parameters, state, fail_reason, error, train_accuracy,"
                + " valid_accuracy, valid_accuracy_se, test_accuracy, train_loss, valid_loss,"
                + " test_loss, train_cost, valid_cost, test_cost, train_rmse, valid_rmse, test_rmse,"
                + " train_mae, valid_mae, test_mae, train_r2, valid_r2, test_r2, updates,"
                + " epochs_run, train_rows, valid_rows, rung, started_at, train_seconds, evaluate_seconds, carried_seconds, fused, host, executor, attempt, blas,"
                + " application, log, code_version, metrics");
  }

  @Test
  void showSweepsWithTheirCounts() {
    store.add(Examples.plan(Examples.COARSE, Examples.NOON, 4));
    store
        .writer(Examples.COARSE, "0.1.0")
        .add(
            List.of(
                Examples.complete(0, 0.1, 0.5),
                Examples.failed(1, 1e-5, Examples.execution(Examples.NOON, "two", 1))));
    assertThat(
            csv(
                "SELECT name, kind, parent, created_at, planned, completed, failed, data, seed,"
                    + " code_version, jdk, blas, configuration FROM sweeps"))
        .isEqualTo(
            "name,kind,parent,created_at,planned,completed,failed,data,seed,code_version,jdk,blas,"
                + "configuration\n"
                + "coarse,search,,2026-11-20T12:00:00Z,4,1,1,\"CIFAR-10, 45,000 / 5,000\",7,0.1.0,"
                + "17.0.12,OpenBLAS,\"{\"\"training\"\":{\"\"lambda\"\":1.0E-5}}\"\n");
  }

  @Test
  void showCurvesWithNullForWhatIsNotFinite() {
    store
        .writer(Examples.COARSE, "0.1.0")
        .add(
            List.of(
                Examples.complete(0, 0.1, 0.5),
                Examples.failed(1, 1e-5, Examples.execution(Examples.NOON, "two", 1))));
    assertThat(
            csv(
                "SELECT name, trial, repeat, `update`, epoch, learning_rate, train_cost,"
                    + " valid_accuracy FROM curves ORDER BY trial, `update`"))
        .isEqualTo(
            """
            name,trial,repeat,update,epoch,learning_rate,train_cost,valid_accuracy
            coarse,0,0,450,1.0,0.01,1.4,0.25
            coarse,0,0,900,2.0,0.01,1.4,0.5
            coarse,1,0,1,0.1,10.0,,0.1
            """);
  }

  @Test
  void areEmptyWithoutResults() {
    for (String view : NAMES) {
      assertThat(csv("SELECT count(*) AS n FROM " + view)).isEqualTo("n\n0\n");
    }
    assertThat(csv("SELECT lambda, valid_accuracy FROM trials"))
        .isEqualTo("lambda,valid_accuracy\n");
  }

  @Test
  void reportSkippedLines() throws IOException {
    Path rows = folder.resolve("trials/sweep=" + Examples.COARSE.id());
    Files.createDirectories(rows);
    Files.writeString(rows.resolve("a.jsonl"), "mine\n");
    assertThat(views().open(LocalSpark.session()).skipped())
        .containsExactly(
            new Skipped("trials/sweep=" + Examples.COARSE.id() + "/a.jsonl", 1, "it is not JSON"));
  }

  @Test
  void showMetricsWithoutAColumnOfTheirOwnInAMap() {
    store
        .writer(Examples.COARSE, "0.1.0")
        .add(
            List.of(
                Examples.complete(0, 0.1, 0.5),
                Examples.withFigures(Examples.complete(1, 0.1, 0.5), Map.of("rmse", 0.25))));
    assertThat(
            csv(
                "SELECT trial, valid_accuracy, metrics, metrics['rmse'] AS rmse FROM trials"
                    + " ORDER BY trial"))
        .isEqualTo(
            """
            trial,valid_accuracy,metrics,rmse
            0,0.5,,
            1,,"{""rmse"":0.25}",0.25
            """);
  }

  @Test
  void showPredictedValuesWithTheirRowsAndResiduals() {
    store
        .writer(Examples.FINAL, "0.1.0")
        .add(
            List.of(
                Examples.tested(
                    0, new TestDetail.OfValues(5, List.of(1.5, -2.0), List.of(1.0, 0.5)))));
    assertThat(csv("SELECT name, trial, fold, row, actual, predicted, residual FROM predictions"))
        .isEqualTo(
            """
            name,trial,fold,row,actual,predicted,residual
            final,0,0,0,1.5,1.0,0.5
            final,0,0,2,-2.0,0.5,-2.5
            """);
    assertThat(csv("SELECT count(*) AS n FROM confusion")).isEqualTo("n\n0\n");
  }

  @Test
  void nameTheClassesThatAreConfusedIfTheDataNameThem() {
    TestDetail.OfClasses detail =
        new TestDetail.OfClasses(
            List.of(List.of(3, 1), List.of(0, 4)), List.of(2, 6), List.of(1, 6));
    store.writer(Examples.FINAL, "0.1.0").add(List.of(Examples.tested(0, detail)));
    String query =
        "SELECT actual, predicted, images, actual_class, predicted_class FROM confusion ORDER BY ALL";
    // without a plan, nobody knows the names
    assertThat(csv(query)).contains("\n0,1,1,,\n");

    Plan plan = Examples.plan(Examples.FINAL, Examples.NOON, 1);
    store.add(
        new Plan(
            plan.sweep(),
            plan.part(),
            plan.createdAt(),
            plan.seed(),
            "{\"data\":{\"source\":\"cifar10\"},\"training\":{\"epochs\":1}}",
            plan.origin(),
            plan.trials(),
            plan.groups(),
            0,
            List.of()));
    assertThat(csv(query))
        .isEqualTo(
            """
            actual,predicted,images,actual_class,predicted_class
            0,0,3,airplane,airplane
            0,1,1,airplane,automobile
            1,0,0,automobile,airplane
            1,1,4,automobile,automobile
            """);
  }

  @Test
  void haveAColumnForEveryHyperparameter() {
    for (String view : List.of("trials", "points")) {
      assertThat(session().table(view).columns())
          .as(view)
          .doesNotHaveDuplicates()
          .contains(
              Settings.hyperparameters().stream().map(Setting::column).toArray(String[]::new));
    }
  }

  @Test
  void showParametersOfOtherTrainersWithTheTypeOfTheirValues() {
    addParameters(0, Map.of("depth", 3L, "rate", 1L, "bagging", true, "tree", "gini", "mix", 1L));
    addParameters(1, Map.of("depth", 4L, "rate", 0.5, "bagging", false, "mix", "auto"));
    String columns = "bagging, depth, mix, rate, tree";
    assertThat(csv("DESCRIBE QUERY SELECT " + columns + " FROM trials"))
        .isEqualTo(
            """
            col_name,data_type,comment
            bagging,boolean,
            depth,bigint,
            mix,string,
            rate,double,
            tree,string,
            """);
    for (String view : List.of("trials", "points")) {
      assertThat(csv("SELECT " + columns + " FROM " + view + " ORDER BY trial"))
          .isEqualTo(columns.replace(", ", ",") + "\ntrue,3,1,1.0,gini\nfalse,4,auto,0.5,\n");
    }
  }

  @Test
  void showParametersOfOtherTrainersAfterTheKnownHyperparametersInTheOrderOfTheirNames() {
    addParameters(0, Map.of("zeta", 1L, "alpha", 1L));
    String columns = String.join(", ", session().table("trials").columns());
    assertThat(columns).contains("epsilon, precision, alpha, zeta, parameters, state");
  }

  @Test
  void leaveAParameterWithTheNameOfAnotherColumnToTheMap() {
    addParameters(0, Map.of("state", "solid", "Kind", 2L, "Lambda", 3.5, "n", 7L));
    assertThat(
            csv(
                "SELECT state, kind, lambda, n, parameters['state'] AS s, parameters['Kind'] AS k,"
                    + " parameters['Lambda'] AS l FROM trials"))
        .isEqualTo("state,kind,lambda,n,s,k,l\nCOMPLETE,search,,7,solid,2,3.5\n");
    assertThat(csv("SELECT n, parameters['n'] AS p FROM points")).isEqualTo("n,p\n1,7\n");
  }

  @ParameterizedTest
  @CsvSource({"true, UTC", "false, UTC", "false, America/New_York", "true, Asia/Kolkata"})
  void areRegisteredInTheCallersOwnSessionWhateverItsSettings(boolean isJava8, String zone)
      throws IOException {
    store.add(Examples.plan(Examples.COARSE, Examples.NOON, 1));
    store.writer(Examples.COARSE, "0.1.0").add(List.of(Examples.complete(0, 0.1, 0.5)));
    Path torn = folder.resolve("trials/sweep=" + Examples.COARSE.id() + "/a.jsonl");
    Files.writeString(torn, "mine\n");
    SparkSession caller = LocalSpark.session().newSession();
    caller.conf().set("spark.sql.datetime.java8API.enabled", isJava8);
    caller.conf().set("spark.sql.session.timeZone", zone);
    caller.conf().set("spark.sql.caseSensitive", "true");

    assertThat(views().register(caller))
        .extracting(Skipped::cause)
        .containsExactly("it is not JSON");

    Row row =
        caller
            .sql(
                "SELECT t.started_at, s.created_at, unix_seconds(t.started_at)"
                    + " FROM trials t JOIN sweeps s USING (sweep)")
            .head();
    Object noon = isJava8 ? Examples.NOON : Timestamp.from(Examples.NOON);
    assertThat(List.of(row.get(0), row.get(1), row.get(2)))
        .containsExactly(noon, noon, Examples.NOON.getEpochSecond());
    assertThat(caller.catalog().listTables().collectAsList())
        .extracting(table -> table.name())
        .containsExactlyInAnyOrderElementsOf(NAMES);
  }

  @Test
  void leaveNoWarehouseBehind() {
    csv("SHOW TABLES");
    csv("SELECT count(*) FROM trials");
    assertThat(Path.of("spark-warehouse")).doesNotExist();
    assertThat(Path.of("metastore_db")).doesNotExist();
  }

  private void addParameters(int number, Map<String, Object> parameters) {
    FinishedTrial trial = Examples.complete(number, 0.1, 0.5);
    store
        .writer(Examples.COARSE, "0.1.0")
        .add(List.of(new FinishedTrial(trial.result(), parameters)));
  }

  private SparkSession session() {
    return views().open(LocalSpark.session()).value();
  }

  private Views views() {
    return new Views(store);
  }

  private String csv(String statement) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SqlFormat.CSV.print(
        new ReadOnlySql(LocalSpark.session(), views()).run(statement),
        new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }
}
