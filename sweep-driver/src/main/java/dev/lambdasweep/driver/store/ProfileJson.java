package dev.lambdasweep.driver.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.store.column.Json;
import dev.lambdasweep.driver.table.TableProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** What was found in a table as JSON, and back. */
final class ProfileJson {
  private ProfileJson() {}

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
