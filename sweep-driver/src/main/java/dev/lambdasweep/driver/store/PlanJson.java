package dev.lambdasweep.driver.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.setting.MovedKeys;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.column.Json;
import dev.lambdasweep.driver.table.TableProfile;
import dev.lambdasweep.driver.trial.Trial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A part of a plan as JSON, and back. */
final class PlanJson {
  private PlanJson() {}

  static byte[] bytes(Plan plan) {
    return text(plan).getBytes(StandardCharsets.UTF_8);
  }

  static String text(Plan plan) {
    ObjectNode node = Json.object();
    node.put("sweep", plan.sweep().id().text());
    node.put("name", plan.sweep().name());
    node.put("kind", plan.sweep().kind().word());
    node.put("parent", plan.sweep().parent().isEmpty() ? null : plan.sweep().parent());
    node.put("part", plan.part());
    node.put("created_at", plan.createdAt().toString());
    node.put("seed", plan.seed());
    if (plan.target() > 0) {
      node.put("target", plan.target());
    }
    if (!plan.earlier().isEmpty()) {
      ArrayNode earlier = node.putArray("earlier");
      plan.earlier().forEach(observation -> earlier.add(observation(observation)));
    }
    node.put("data_sha256", plan.origin().dataSha256());
    node.put("test_sha256", plan.origin().testSha256());
    node.put("data_description", plan.origin().dataDescription());
    node.put("code_version", plan.origin().codeVersion());
    node.put("jdk", plan.origin().jdk());
    node.put("blas", plan.origin().blas());
    plan.origin().table().ifPresent(table -> node.set("table", TableJson.node(table)));
    node.set("configuration", Json.object(plan.configuration()));
    ArrayNode trials = node.putArray("trials");
    plan.trials().forEach(trial -> trials.add(trial(trial)));
    node.set("groups", Json.node(plan.groups()));
    return Json.pretty(node) + "\n";
  }

  /**
   * Parses a plan. Its configuration comes back as JSON without spaces.
   *
   * @throws IllegalArgumentException that says what is wrong, if the text is not a complete plan
   */
  static Plan plan(String text) {
    ObjectNode node = Json.object(text);
    return new Plan(
        new Sweep(
            new SweepId(Json.text(node, "sweep")),
            Json.text(node, "name"),
            Kind.of(Json.text(node, "kind")),
            Json.textOrEmpty(node, "parent")),
        Json.integer(node, "part"),
        Json.instant(node, "created_at"),
        Json.longInteger(node, "seed"),
        Json.write(Json.object(node, "configuration")),
        new Origin(
            Json.text(node, "data_sha256"),
            node.has("test_sha256") ? Json.text(node, "test_sha256") : "",
            Json.text(node, "data_description"),
            Json.text(node, "code_version"),
            Json.text(node, "jdk"),
            Json.text(node, "blas"),
            node.has("table")
                ? Optional.of(TableJson.profile(Json.object(node, "table")))
                : Optional.empty()),
        trials(Json.array(node, "trials")),
        groups(Json.array(node, "groups")),
        // plans of older versions are whole, and so have none
        node.has("target") ? Json.integer(node, "target") : 0,
        node.has("earlier") ? observations(Json.array(node, "earlier")) : List.of());
  }

  private static ObjectNode observation(Observation observation) {
    ObjectNode node = Json.object();
    node.set("point", Json.node(observation.point().values()));
    node.set("metrics", Json.node(observation.metrics()));
    node.put("failed", observation.hasFailed());
    return node;
  }

  private static List<Observation> observations(ArrayNode nodes) {
    List<Observation> observations = new ArrayList<>();
    for (JsonNode node : nodes) {
      observations.add(
          new Observation(
              new Point(Json.values(Json.object(node, "point"))),
              Json.numbers(Json.array(node, "metrics")),
              node.path("failed").booleanValue()));
    }
    return observations;
  }

  private static ObjectNode trial(Trial trial) {
    ObjectNode node = Json.object();
    node.put("trial", trial.number());
    node.put("repeat", trial.repeat());
    if (trial.fold() > 0) {
      node.put("fold", trial.fold());
    }
    node.put("seed", trial.seed());
    node.set("point", Json.node(trial.point().values()));
    return node;
  }

  private static List<Trial> trials(ArrayNode nodes) {
    List<Trial> trials = new ArrayList<>();
    for (JsonNode node : nodes) {
      trials.add(
          new Trial(
              Json.integer(node, "trial"),
              Json.integer(node, "repeat"),
              node.has("fold") ? Json.integer(node, "fold") : 0,
              Json.longInteger(node, "seed"),
              new Point(MovedKeys.renamed(Json.values(Json.object(node, "point"))))));
    }
    return trials;
  }

  private static List<List<Integer>> groups(ArrayNode nodes) {
    List<List<Integer>> groups = new ArrayList<>();
    for (JsonNode node : nodes) {
      List<Integer> group = new ArrayList<>();
      node.forEach(index -> group.add(index.intValue()));
      groups.add(group);
    }
    return groups;
  }

  /** What was found in a table as JSON, and back. */
  private static final class TableJson {
    private TableJson() {}

    static ObjectNode node(TableProfile table) {
      ObjectNode node = Json.object();
      node.put("task", Hocon.kebab(table.task()));
      node.set("classes", Json.node(table.classes()));
      node.put("rows", table.rows());
      node.put("test_rows", table.testRows());
      node.put("skipped_rows", table.skippedRows());
      node.put("inputs", table.inputs());
      ArrayNode columns = node.putArray("columns");
      for (TableProfile.Column column : table.columns()) {
        ObjectNode its = columns.addObject();
        its.put("name", column.name());
        its.put("type", column.type());
        its.put("role", Hocon.kebab(column.role()));
        column.distinct().ifPresent(count -> its.put("distinct", count));
        column.missing().ifPresent(count -> its.put("missing", count));
      }
      return node;
    }

    /**
     * Reads what {@link #node} wrote.
     *
     * @throws IllegalArgumentException that says what is wrong, if it is not complete
     */
    static TableProfile profile(ObjectNode node) {
      List<String> classes = new ArrayList<>();
      Json.array(node, "classes").forEach(name -> classes.add(name.asText()));
      List<TableProfile.Column> columns = new ArrayList<>();
      for (JsonNode column : Json.array(node, "columns")) {
        columns.add(
            new TableProfile.Column(
                Json.text(column, "name"),
                Json.text(column, "type"),
                constant(TableProfile.Role.values(), Json.text(column, "role")),
                count(column, "distinct"),
                count(column, "missing")));
      }
      return new TableProfile(
          constant(Task.values(), Json.text(node, "task")),
          classes,
          Json.longInteger(node, "rows"),
          Json.longInteger(node, "test_rows"),
          Json.longInteger(node, "skipped_rows"),
          Json.integer(node, "inputs"),
          columns);
    }

    private static OptionalLong count(JsonNode column, String field) {
      return column.has(field)
          ? OptionalLong.of(Json.longInteger(column, field))
          : OptionalLong.empty();
    }

    private static <E extends Enum<E>> E constant(E[] constants, String word) {
      return Arrays.stream(constants)
          .filter(constant -> Hocon.kebab(constant).equals(word))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("it has the unknown word " + word));
    }
  }
}
