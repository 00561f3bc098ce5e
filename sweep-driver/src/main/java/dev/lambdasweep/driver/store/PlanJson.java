package dev.lambdasweep.driver.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.driver.setting.MovedKeys;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.column.Json;
import dev.lambdasweep.driver.trial.Trial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    node.put("data_sha256", plan.origin().dataSha256());
    node.put("test_sha256", plan.origin().testSha256());
    node.put("data_description", plan.origin().dataDescription());
    node.put("code_version", plan.origin().codeVersion());
    node.put("jdk", plan.origin().jdk());
    node.put("blas", plan.origin().blas());
    plan.origin().table().ifPresent(table -> node.set("table", ProfileJson.node(table)));
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
                ? Optional.of(ProfileJson.profile(Json.object(node, "table")))
                : Optional.empty()),
        trials(Json.array(node, "trials")),
        groups(Json.array(node, "groups")));
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
}
