package dev.lambdasweep.driver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.core.train.Measures;
import dev.lambdasweep.core.train.Quality;
import dev.lambdasweep.driver.store.column.Json;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.Extent;
import dev.lambdasweep.driver.trial.StandardFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowJsonTest {
  private final TrialRow row =
      TrialRow.of(Examples.COARSE, "0.1.0", Examples.complete(3, 0.1 + 0.2, 1 / 3.0));

  @Test
  void comesBackAsItWas() {
    assertThat(RowJson.row(RowJson.line(row))).isEqualTo(row);
    TrialRow failed =
        TrialRow.of(
            Examples.COARSE,
            "0.1.0",
            Examples.failed(4, 1e-300, Examples.execution(Examples.NOON, "one", 1)));
    assertThat(RowJson.row(RowJson.line(failed))).isEqualTo(failed);
  }

  @Test
  void saysHowLongItsTrainingTookBeforeItContinued() {
    Execution execution =
        new Execution(Examples.NOON, 2, 0.5, 0.75, 1, "one", "driver", 0, "OpenBLAS", "app-1", "");
    TrialRow continued =
        TrialRow.of(Examples.COARSE, "0.1.0", Examples.complete(3, 0.1, 0.5, execution));
    String line = RowJson.line(continued);
    assertThat(line).contains("\"evaluate_seconds\":0.5,\"carried_seconds\":0.75,\"fused\"");
    assertThat(RowJson.row(line)).isEqualTo(continued);
    assertThat(RowJson.row(line).execution().lastSeconds()).isEqualTo(1.75);
    assertThat(RowJson.line(row)).doesNotContain("carried");
  }

  @Test
  void holdsTheColumnsOfTheTableInTheirOrder() {
    List<String> columns = new ArrayList<>();
    Json.object(RowJson.line(row)).fieldNames().forEachRemaining(columns::add);
    assertThat(String.join(", ", columns))
        .isEqualTo(
            "sweep, name, kind, parent, trial, repeat, fold, seed, parameters, state, fail_reason, error,"
                + " train_accuracy, valid_accuracy, valid_accuracy_se, test_accuracy, train_loss,"
                + " valid_loss, test_loss, train_cost, valid_cost, test_cost, updates, epochs_run,"
                + " train_rows, valid_rows, started_at, train_seconds, evaluate_seconds, fused, host, executor, attempt,"
                + " blas, application, code_version");
  }

  @Test
  void readsAHyperparameterUnderTheOldNameOfItsColumn() {
    String line = RowJson.line(row).replace("\"batch_size\"", "\"validation_images\"");
    assertThat(RowJson.row(line).parameters().keySet())
        .containsExactly("lambda", "validation_rows", "hidden", "convention");
  }

  @Test
  void isPlainJson() {
    TrialRow plain = TrialRow.of(Examples.COARSE, "0.1.0", Examples.complete(3, 1e-5, 0.5));
    assertThat(RowJson.line(plain))
        .isEqualTo(
            "{\"sweep\":\"coarse-20261120T193000-7f3a\",\"name\":\"coarse\",\"kind\":\"search\","
                + "\"parent\":null,\"trial\":3,\"repeat\":0,\"fold\":0,\"seed\":14,\"parameters\":{"
                + "\"lambda\":1.0E-5,\"batch_size\":100,\"hidden\":[50,20],"
                + "\"convention\":\"lambda\"},\"state\":\"COMPLETE\",\"fail_reason\":null,"
                + "\"error\":null,\"train_accuracy\":0.6,\"valid_accuracy\":0.5,"
                + "\"valid_accuracy_se\":0.015811388300841896,\"test_accuracy\":null,"
                + "\"train_loss\":1.25,\"valid_loss\":1.5,\"test_loss\":null,\"train_cost\":1.5,"
                + "\"valid_cost\":1.75,\"test_cost\":null,\"updates\":900,\"epochs_run\":2.0,"
                + "\"train_rows\":45000,\"valid_rows\":1000,\"started_at\":\"2026-11-20T12:00:00Z\",\"train_seconds\":2.0,"
                + "\"evaluate_seconds\":0.5,\"fused\":1,\"host\":\"one\",\"executor\":\"driver\","
                + "\"attempt\":0,\"blas\":\"OpenBLAS\",\"application\":\"app-1\","
                + "\"code_version\":\"0.1.0\"}");
  }

  @Test
  void keepsTheTestSetsFiguresWhereThereAreSome() {
    FinishedTrial trial = Examples.complete(0, 0.1, 0.5);
    Map<String, Double> figures = new LinkedHashMap<>(trial.result().figures());
    figures.putAll(StandardFigures.of("test", new Measures(1, 2, new Quality.OfClasses(0.75), 10)));
    TrialRow tested = TrialRow.of(Examples.COARSE, "0.1.0", Examples.withFigures(trial, figures));
    TrialRow read = RowJson.row(RowJson.line(tested));
    assertThat(read.figure("test_accuracy")).hasValue(0.75);
    assertThat(read.figure("test_loss")).hasValue(1);
    assertThat(read.figure("test_cost")).hasValue(2);
  }

  @Test
  void hasTheFiguresOfValuesWhereThereAreSome() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("valid_loss", 0.75);
    figures.put("train_rmse", 41.5);
    figures.put("valid_rmse", 53.5);
    figures.put("valid_mae", 44.25);
    figures.put("valid_r2", -0.5);
    TrialRow values =
        TrialRow.of(
            Examples.COARSE,
            "0.1.0",
            Examples.withFigures(Examples.complete(0, 0.1, 0.5), figures));
    String line = RowJson.line(values);
    assertThat(line)
        .contains(
            "\"test_cost\":null,\"train_rmse\":41.5,\"valid_rmse\":53.5,\"valid_mae\":44.25,"
                + "\"valid_r2\":-0.5,\"updates\"")
        .doesNotContain("metrics");
    assertThat(RowJson.row(line)).isEqualTo(values);
  }

  @Test
  void readsRowsOfOlderVersionsWithoutFoldAndNumbersOfRows() {
    ObjectNode node = Json.object(RowJson.line(row));
    node.remove(List.of("fold", "train_rows", "valid_rows"));
    TrialRow old = RowJson.row(Json.write(node));
    assertThat(old.extent()).isEqualTo(new Extent(900, 2.0));
    assertThat(old.key()).isEqualTo(new TrialKey(3, 0, 0));
  }

  @Test
  void hasNoFiguresForATrialThatFailed() {
    String line =
        RowJson.line(
            TrialRow.of(
                Examples.COARSE,
                "0.1.0",
                Examples.failed(4, 1, Examples.execution(Examples.NOON, "one", Double.NaN))));
    assertThat(line)
        .contains("\"state\":\"FAILED\",\"fail_reason\":\"DIVERGED\"")
        .contains("\"error\":\"the loss is NaN after update 3\"")
        .contains("\"valid_accuracy\":null,\"valid_accuracy_se\":null")
        .contains("\"train_seconds\":null")
        .doesNotContain(":NaN");
    assertThat(RowJson.row(line).figure("valid_accuracy")).isEmpty();
  }

  @Test
  void keepsFiguresWithoutAColumnOfTheirOwnInAnObject() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("valid_loss", 1.5);
    figures.put("rmse", 0.25);
    figures.put("mae", 0.1 + 0.2);
    TrialRow other =
        TrialRow.of(
            Examples.COARSE,
            "0.1.0",
            Examples.withFigures(Examples.complete(0, 0.1, 0.5), figures));
    String line = RowJson.line(other);
    assertThat(line)
        .contains("\"valid_loss\":1.5,")
        .endsWith(
            "\"code_version\":\"0.1.0\",\"metrics\":{\"rmse\":0.25,\"mae\":0.30000000000000004}}");
    assertThat(RowJson.row(line)).isEqualTo(other);
    assertThat(RowJson.row(line).figures().keySet()).containsExactly("valid_loss", "rmse", "mae");
  }

  @Test
  void ignoresFieldsThatItDoesNotKnow() {
    ObjectNode node = Json.object(RowJson.line(row));
    node.put("later", 7);
    node.putArray("lists").addObject().put("trial", "x");
    node.putObject("objects").put("seed", "x");
    assertThat(RowJson.row(Json.write(node))).isEqualTo(row);
  }

  @Test
  void readsValuesOfEveryKindInAnyOrder() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("z", List.of(1L, "b", 0.5, true, List.of()));
    parameters.put("a \"λ\"", Long.MIN_VALUE);
    parameters.put("b", false);
    TrialRow other =
        TrialRow.of(
            Examples.COARSE,
            "0.1.0",
            new FinishedTrial(Examples.complete(0, 0.1, 0.5).result(), parameters));
    ObjectNode node = Json.object(RowJson.line(other));
    node.set("sweep", node.remove("sweep"));
    TrialRow read = RowJson.row(Json.write(node));
    assertThat(read).isEqualTo(other);
    assertThat(read.parameters().keySet()).containsExactlyElementsOf(parameters.keySet());
  }

  @Test
  void readsAFailedTrialWithoutAnError() {
    ObjectNode node = Json.object(RowJson.line(row));
    node.put("state", "FAILED").put("fail_reason", "DIVERGED");
    TrialRow read = RowJson.row(Json.write(node));
    assertThat(read.failReason()).isEqualTo("DIVERGED");
    assertThat(read.ending().error()).isEqualTo("no error was stored");
    node.putNull("fail_reason");
    assertThatThrownBy(() -> RowJson.row(Json.write(node)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it lacks fail_reason, text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trial", "seed", "parameters", "state", "test_cost", "code_version"})
  void namesAFieldThatIsAbsent(String field) {
    ObjectNode node = Json.object(RowJson.line(row));
    node.remove(field);
    assertThatThrownBy(() -> RowJson.row(Json.write(node)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("it lacks " + field + ", ");
  }

  @Test
  void readsTheRowOfATrialThatAnOlderVersionCalledPruned() {
    ObjectNode node = Json.object(RowJson.line(row));
    node.put("state", "PRUNED");
    assertThat(RowJson.row(Json.write(node)).state()).isEqualTo("STOPPED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trial | null | it lacks trial, a whole number",
        "trial | 1.5 | it lacks trial, a whole number",
        "trial | 9999999999 | it lacks trial, a whole number",
        "sweep | 7 | it lacks sweep, text",
        "sweep | \"x\" | Invalid sweep id: x, must look like coarse-20261120T193000-7f3a",
        "kind | \"best\" | Invalid kind: best, must be search, refine or final",
        "state | \"DONE\" | Invalid state: DONE, must be COMPLETE, STOPPED or FAILED",
        "started_at | \"noon\" | started_at is not a time: noon",
        "parameters | [] | it lacks parameters, an object",
        "valid_accuracy | \"high\" | it lacks valid_accuracy, a number",
        "parameters | {\"lambda\":null} | a value is neither number, boolean, text nor list",
        "parameters | {\"lambda\":1e999} | the number 1e999 is too large",
        "metrics | {\"rmse\":\"low\"} | it lacks rmse, a number",
        "seed | 9223372036854775808 | it lacks seed, a whole number",
      })
  void namesWhatIsWrongWithALine(String field, String value, String message) {
    ObjectNode node = Json.object(RowJson.line(row));
    node.put(field, "VALUE");
    String line = Json.write(node).replace("\"VALUE\"", value);
    assertThatThrownBy(() -> RowJson.row(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
