package dev.lambdasweep.driver.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.driver.store.Examples;
import dev.lambdasweep.driver.store.LocalSpark;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Skipped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsIT {
  @TempDir private Path folder;
  private ResultsStore store;

  @BeforeEach
  void open() {
    store = ResultsStore.writing(folder.toString(), Examples.HADOOP);
  }

  @Test
  void showTrialsWithATypedColumnAHyperparameter() {
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
            "sweep, name, kind, parent, trial, repeat, seed, lambda, batch_size, hidden,"
                + " convention, momentum, parameters, state, fail_reason, error, train_accuracy,"
                + " valid_accuracy, valid_accuracy_se, test_accuracy, train_loss, valid_loss,"
                + " test_loss, train_cost, valid_cost, test_cost, updates, epochs_run, started_at,"
                + " train_seconds, evaluate_seconds, fused, host, executor, attempt, blas,"
                + " application, code_version");
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
  void areEmptyWhereThereAreNoResults() {
    for (String view :
        List.of("sweeps", "trials", "points", "curves", "confusion", "probabilities")) {
      assertThat(csv("SELECT count(*) AS n FROM " + view)).isEqualTo("n\n0\n");
    }
    assertThat(csv("SELECT lambda, valid_accuracy FROM trials"))
        .isEqualTo("lambda,valid_accuracy\n");
  }

  @Test
  void nameWhatTheyLeftOut() throws IOException {
    Path rows = folder.resolve("trials/sweep=" + Examples.COARSE.id());
    Files.createDirectories(rows);
    Files.writeString(rows.resolve("a.jsonl"), "mine\n");
    assertThat(views().open(LocalSpark.session()).skipped())
        .containsExactly(
            new Skipped("trials/sweep=" + Examples.COARSE.id() + "/a.jsonl", 1, "it is not JSON"));
  }

  @Test
  void refuseAHyperparameterWithTheNameOfAnotherColumn() {
    assertThatThrownBy(() -> new Views(store, Map.of("state", "DOUBLE")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid hyperparameters: [state], must not bear the name of another column");
  }

  @Test
  void leaveNoWarehouseBehind() {
    csv("SHOW TABLES");
    csv("SELECT count(*) FROM trials");
    assertThat(Path.of("spark-warehouse")).doesNotExist();
    assertThat(Path.of("metastore_db")).doesNotExist();
  }

  private SparkSession session() {
    return views().open(LocalSpark.session()).value();
  }

  private Views views() {
    Map<String, String> hyperparameters = new LinkedHashMap<>();
    hyperparameters.put("lambda", "DOUBLE");
    hyperparameters.put("batch_size", "BIGINT");
    hyperparameters.put("hidden", "STRING");
    hyperparameters.put("convention", "STRING");
    hyperparameters.put("momentum", "DOUBLE");
    return new Views(store, hyperparameters);
  }

  private String csv(String statement) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SqlFormat.CSV.print(
        new ReadOnlySql(LocalSpark.session(), views()).run(statement),
        new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }
}
