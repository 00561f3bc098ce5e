package dev.lambdasweep.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.core.data.InputColumn;
import dev.lambdasweep.core.data.LabelColumn;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.data.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A table's schema as JSON, in models and plans:
 *
 * <pre>{@code
 * {"columns": [{"name": "island", "type": "string", "kind": "category", "categories": ["Biscoe",
 * "Dream"], "indicator": false, "width": 1}, …], "label": {"name": "species", "type": "string",
 * "task": "classification", "classes": ["Adelie", …]}, "standardizes": true}
 * }</pre>
 */
public final class SchemaJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SchemaJson() {}

  /** The schema as one line of JSON. */
  public static String write(TableSchema schema) {
    ObjectNode root = JSON.createObjectNode();
    for (InputColumn column : schema.columns()) {
      ObjectNode node = root.withArray("columns").addObject();
      node.put("name", column.name());
      node.put("type", column.type());
      node.put("kind", lowerCase(column.kind()));
      column.categories().forEach(node.putArray("categories")::add);
      node.put("indicator", column.hasIndicator());
      node.put("width", column.width());
    }
    ObjectNode label = root.putObject("label");
    label.put("name", schema.label().name());
    label.put("type", schema.label().type());
    label.put("task", lowerCase(schema.label().task()));
    schema.label().classes().forEach(label.putArray("classes")::add);
    root.put("standardizes", schema.standardizes());
    return root.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is no schema
   */
  public static TableSchema read(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      List<InputColumn> columns = new ArrayList<>();
      for (JsonNode node : root.path("columns")) {
        columns.add(
            new InputColumn(
                node.path("name").asText(),
                node.path("type").asText(),
                constant(node.path("kind").asText(), InputColumn.Kind.values()),
                texts(node.path("categories")),
                node.path("indicator").asBoolean(),
                node.path("width").asInt()));
      }
      JsonNode label = root.path("label");
      return new TableSchema(
          columns,
          new LabelColumn(
              label.path("name").asText(),
              label.path("type").asText(),
              constant(label.path("task").asText(), Task.values()),
              texts(label.path("classes"))),
          root.path("standardizes").asBoolean());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("its table schema is not JSON", e);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E constant(String name, E[] constants) {
    return Arrays.stream(constants)
        .filter(constant -> lowerCase(constant).equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("its table schema has the unknown word " + name));
  }
}
