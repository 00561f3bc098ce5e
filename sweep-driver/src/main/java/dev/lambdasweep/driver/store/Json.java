package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reading and writing JSON as trees of plain values; nothing is bound to classes. Doubles are
 * written in the shortest form that reads back as the same bits, on every JDK. What a reader does
 * not find as it should be is an IllegalArgumentException that names the field.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final JsonNodeFactory NODES = MAPPER.getNodeFactory();

  private Json() {}

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static ArrayNode array() {
    return NODES.arrayNode();
  }

  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String pretty(JsonNode node) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
  }

  public static ObjectNode object(String text) {
    if (tree(text) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("it is not a JSON object");
  }

  /** A node of a Double, Long, Integer, Boolean, String, or a List or Map of these. */
  public static JsonNode node(Object value) {
    if (value instanceof Double number) {
      require(Double.isFinite(number), "Invalid number: %s, must be finite", number);
      return NODES.numberNode(number);
    } else if (value instanceof Long || value instanceof Integer) {
      return NODES.numberNode(((Number) value).longValue());
    } else if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    } else if (value instanceof String || value instanceof Instant) {
      return NODES.textNode(value.toString());
    } else if (value instanceof List<?> list) {
      ArrayNode array = array();
      list.forEach(element -> array.add(node(element)));
      return array;
    } else if (value instanceof Map<?, ?> map) {
      ObjectNode object = object();
      map.forEach((key, element) -> object.set(key.toString(), node(element)));
      return object;
    }
    throw new IllegalArgumentException(
        String.format(
            "Invalid value: %s (%s), must be a number, boolean, text or list",
            value, value.getClass().getName()));
  }

  /** What {@link #node} was made of; whole numbers come back as Long. */
  static Object value(JsonNode node) {
    if (node.isFloatingPointNumber()) {
      double number = node.doubleValue();
      require(Double.isFinite(number), "the number %s is too large", node.asText());
      return number;
    } else if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    } else if (node.isBoolean()) {
      return node.booleanValue();
    } else if (node.isTextual()) {
      return node.textValue();
    } else if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(element -> list.add(value(element)));
      return List.copyOf(list);
    }
    throw new IllegalArgumentException("a value is neither number, boolean, text nor list");
  }

  static Map<String, Object> values(ObjectNode object) {
    Map<String, Object> values = new LinkedHashMap<>();
    object.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
    return values;
  }

  public static ObjectNode object(JsonNode parent, String field) {
    if (parent.get(field) instanceof ObjectNode object) {
      return object;
    }
    throw missing(field, "an object");
  }

  public static ArrayNode array(JsonNode parent, String field) {
    if (parent.get(field) instanceof ArrayNode array) {
      return array;
    }
    throw missing(field, "an array");
  }

  static String text(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (node.isTextual()) {
      return node.textValue();
    }
    throw missing(field, "text");
  }

  /** A text, or the empty one for null. */
  static String textOrEmpty(JsonNode parent, String field) {
    return parent.path(field).isNull() ? "" : text(parent, field);
  }

  static int integer(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (node.isIntegralNumber() && node.canConvertToInt()) {
      return node.intValue();
    }
    throw missing(field, "a whole number");
  }

  static long longInteger(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    throw missing(field, "a whole number");
  }

  /** A number, or NaN for null. */
  static double numberOrNaN(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (node.isNumber()) {
      return node.doubleValue();
    } else if (node.isNull()) {
      return Double.NaN;
    }
    throw missing(field, "a number");
  }

  static Instant instant(JsonNode parent, String field) {
    try {
      return Instant.parse(text(parent, field));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          String.format("%s is not a time: %s", field, text(parent, field)), e);
    }
  }

  private static IllegalArgumentException missing(String field, String kind) {
    return new IllegalArgumentException(String.format("it lacks %s, %s", field, kind));
  }
}
