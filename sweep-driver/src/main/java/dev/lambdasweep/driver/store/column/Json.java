package dev.lambdasweep.driver.store.column;

import static dev.lambdasweep.core.Require.require;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes JSON as plain values, without binding it to classes. Doubles are written in the
 * shortest form that reads back as the same bits, on every JDK. If a field is absent or of another
 * type, readers throw an IllegalArgumentException that names it.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final String NOT_PLAIN = "a value is neither number, boolean, text nor list";
  private static final String NOT_JSON = "it is not JSON";
  private static final String NOT_AN_OBJECT = "it is not a JSON object";
  private static final JsonNodeFactory NODES = MAPPER.getNodeFactory();

  /** Types of values in messages. */
  static final String TEXT = "text";

  static final String WHOLE = "a whole number";
  static final String NUMBER = "a number";
  static final String OBJECT = "an object";

  private Json() {}

  /** A parser of part of a text in UTF-8. */
  static JsonParser parser(byte[] text, int from, int length) throws IOException {
    return MAPPER.getFactory().createParser(text, from, length);
  }

  /** Enters the object that a text consists of. */
  static void expectObject(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      while (parser.nextToken() != null) {
        // a text that is not JSON further on is called that
      }
      throw new IllegalArgumentException(NOT_AN_OBJECT);
    }
  }

  /** Checks that an object has ended and that nothing follows it. */
  static void expectEnd(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
      throw new JsonParseException(parser, "text after the object");
    }
  }

  static IllegalArgumentException notJson(IOException cause) {
    return new IllegalArgumentException(NOT_JSON, cause);
  }

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

  public static String pretty(JsonNode node) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
  }

  public static ObjectNode object(String text) {
    if (tree(text) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException(NOT_AN_OBJECT);
  }

  /** The object that part of a text in UTF-8 consists of. */
  public static ObjectNode object(byte[] text, int from, int length) {
    return object(new String(text, from, length, StandardCharsets.UTF_8));
  }

  /**
   * A node of a Double, Long, Integer, Boolean, String, Instant, BitSet (base64, bit 0 lowest),
   * float[] (base64, four bytes each, lowest first), or a List or Map of these.
   */
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
    } else if (value instanceof BitSet bits) {
      return NODES.textNode(Base64.getEncoder().encodeToString(bits.toByteArray()));
    } else if (value instanceof float[] numbers) {
      return NODES.textNode(Base64.getEncoder().encodeToString(bytes(numbers)));
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

  /** The bytes of some numbers: four each, the lowest first. */
  static byte[] bytes(float[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return bytes.array();
  }

  /** A value as one text: text itself, everything else as JSON. */
  public static String text(Object value) {
    return value instanceof String text ? text : write(node(value));
  }

  /** The value that {@link #node} was made of; whole numbers come back as Long. */
  public static Object value(JsonNode node) {
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
    throw new IllegalArgumentException(NOT_PLAIN);
  }

  /** The value at which a parser is, like {@link #value(JsonNode)}. */
  static Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_NUMBER_FLOAT -> {
        double number = parser.getDoubleValue();
        require(Double.isFinite(number), "the number %s is too large", parser.getText());
        return number;
      }
      case VALUE_NUMBER_INT -> {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          throw new IllegalArgumentException(NOT_PLAIN);
        }
        return parser.getLongValue();
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        return parser.getBooleanValue();
      }
      case VALUE_STRING -> {
        return parser.getText();
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        return List.copyOf(list);
      }
      default -> throw new IllegalArgumentException(NOT_PLAIN);
    }
  }

  public static Map<String, Object> values(ObjectNode object) {
    Map<String, Object> values = new LinkedHashMap<>();
    object.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
    return values;
  }

  public static ObjectNode object(JsonNode parent, String field) {
    if (parent.get(field) instanceof ObjectNode object) {
      return object;
    }
    throw missing(field, OBJECT);
  }

  public static ArrayNode array(JsonNode parent, String field) {
    if (parent.get(field) instanceof ArrayNode array) {
      return array;
    }
    throw missing(field, "an array");
  }

  public static String text(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (node.isTextual()) {
      return node.textValue();
    }
    throw missing(field, TEXT);
  }

  /**
   * The numbers of an array.
   *
   * @throws IllegalArgumentException if an element is not a number
   */
  public static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : array) {
      require(number.isNumber(), "a value is not a number");
      numbers.add(number.doubleValue());
    }
    return numbers;
  }

  /** A text; the empty one for null. */
  public static String textOrEmpty(JsonNode parent, String field) {
    return parent.path(field).isNull() ? "" : text(parent, field);
  }

  public static int integer(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (node.isIntegralNumber() && node.canConvertToInt()) {
      return node.intValue();
    }
    throw missing(field, WHOLE);
  }

  public static long longInteger(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    throw missing(field, WHOLE);
  }

  public static Instant instant(JsonNode parent, String field) {
    try {
      return Instant.parse(text(parent, field));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          String.format("%s is not a time: %s", field, text(parent, field)), e);
    }
  }

  static IllegalArgumentException missing(String field, String kind) {
    return new IllegalArgumentException(String.format("it lacks %s, %s", field, kind));
  }
}
