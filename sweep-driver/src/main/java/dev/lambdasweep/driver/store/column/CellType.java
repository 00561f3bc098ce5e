package dev.lambdasweep.driver.store.column;

import static dev.lambdasweep.core.Require.require;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Type of the values in a column: how they are read from JSON, when they count as null, and what
 * they are in SQL.
 *
 * @param <T> Java type of the values
 */
public final class CellType<T> {
  public static final CellType<String> TEXT =
      new CellType<>("STRING", Json.TEXT, CellType::text, value -> false);

  /** Text; the empty text is null. */
  public static final CellType<String> TEXT_OR_NULL =
      new CellType<>("STRING", Json.TEXT, CellType::text, String::isEmpty).nullAs("");

  public static final CellType<Integer> INTEGER =
      new CellType<>("INT", Json.WHOLE, CellType::integer, value -> false);

  /** A number of things; 0 is null. */
  public static final CellType<Integer> COUNT_OR_NULL =
      new CellType<>("INT", Json.WHOLE, CellType::integer, value -> value == 0).nullAs(0);

  /** An index; -1 is null. */
  public static final CellType<Integer> INDEX_OR_NULL =
      new CellType<>("INT", Json.WHOLE, CellType::integer, value -> value == -1).nullAs(-1);

  public static final CellType<Long> LONG =
      new CellType<>("BIGINT", Json.WHOLE, CellType::longInteger, value -> false);

  /** A number; what is not finite is null. */
  public static final CellType<Double> NUMBER =
      new CellType<>("DOUBLE", Json.NUMBER, CellType::number, value -> !Double.isFinite(value))
          .nullAs(Double.NaN);

  public static final CellType<Instant> TIME =
      new CellType<>("TIMESTAMP", Json.TEXT, CellType::time, value -> false);

  /** Bits in base64, bit 0 lowest. */
  public static final CellType<BitSet> BITS =
      new CellType<>("BINARY", Json.TEXT, CellType::bits, value -> false)
          .shownAs(BitSet::toByteArray);

  /** Numbers of single precision in base64, each as four bytes, the lowest first. */
  public static final CellType<float[]> FLOATS =
      new CellType<>("BINARY", Json.TEXT, CellType::floats, value -> false).shownAs(Json::bytes);

  /** Name to value: Double, Long, Boolean, String, or a List of these. */
  public static final CellType<Map<String, Object>> VALUES =
      new CellType<>("MAP<STRING, STRING>", Json.OBJECT, CellType::values, value -> false)
          .shownAs(CellType::texts);

  /** Name to finite number; an empty map is null. */
  public static final CellType<Map<String, Double>> NUMBERS =
      new CellType<Map<String, Double>>(
              "MAP<STRING, DOUBLE>", Json.OBJECT, CellType::numbers, Map::isEmpty)
          .nullAs(Map.of());

  private final String sql;
  private final String description;
  private final Parser<T> parser;
  private final Predicate<T> isNull;
  private final List<T> nullValue;
  private final Function<T, Object> shown;

  /** Reads the value at which a JSON parser is. */
  private interface Parser<T> {
    T parse(JsonParser parser, Sharing sharing) throws IOException;
  }

  private CellType(String sql, String description, Parser<T> parser, Predicate<T> isNull) {
    this(sql, description, parser, isNull, List.of(), value -> value);
  }

  private CellType(
      String sql,
      String description,
      Parser<T> parser,
      Predicate<T> isNull,
      List<T> nullValue,
      Function<T, Object> shown) {
    this.sql = sql;
    this.description = description;
    this.parser = parser;
    this.isNull = isNull;
    this.nullValue = nullValue;
    this.shown = shown;
  }

  private CellType<T> nullAs(T value) {
    return new CellType<>(sql, description, parser, isNull, List.of(value), shown);
  }

  private CellType<T> shownAs(Function<T, Object> how) {
    return new CellType<>(sql, description, parser, isNull, nullValue, how);
  }

  /** Name of the type in Spark SQL. */
  public String sql() {
    return sql;
  }

  /** The type in a message: "text", "a whole number". */
  String description() {
    return description;
  }

  boolean isNull(T value) {
    return isNull.test(value);
  }

  /** The value as a table shows it: String, Integer, Long, Double, Instant, byte[] or a Map. */
  Object shown(T value) {
    return shown.apply(value);
  }

  /**
   * Reads the value at which a JSON parser is.
   *
   * @throws IllegalArgumentException if it is of another type
   * @throws IOException if the text is not JSON
   */
  T parse(JsonParser json, Sharing sharing) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      return parser.parse(json, sharing);
    } else if (nullValue.isEmpty()) {
      throw Json.missing(json.currentName(), description);
    }
    return nullValue.get(0);
  }

  private static String text(JsonParser json, Sharing sharing) throws IOException {
    expect(json, json.currentToken() == JsonToken.VALUE_STRING, Json.TEXT);
    return sharing.shared(json.getText());
  }

  private static Integer integer(JsonParser json, Sharing sharing) throws IOException {
    boolean isInteger =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() == JsonParser.NumberType.INT;
    expect(json, isInteger, Json.WHOLE);
    return sharing.shared(json.getIntValue());
  }

  private static Long longInteger(JsonParser json, Sharing sharing) throws IOException {
    boolean isLong =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    expect(json, isLong, Json.WHOLE);
    return json.getLongValue();
  }

  private static Double number(JsonParser json, Sharing sharing) throws IOException {
    expect(json, json.currentToken().isNumeric(), Json.NUMBER);
    return json.getDoubleValue();
  }

  private static Instant time(JsonParser json, Sharing sharing) throws IOException {
    String text = text(json, sharing);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          String.format("%s is not a time: %s", json.currentName(), text), e);
    }
  }

  private static BitSet bits(JsonParser json, Sharing sharing) throws IOException {
    return BitSet.valueOf(bytes(json));
  }

  private static float[] floats(JsonParser json, Sharing sharing) throws IOException {
    byte[] bytes = bytes(json);
    require(
        bytes.length % Float.BYTES == 0,
        "%s has %s bytes, which is not a whole number of floats",
        json.currentName(),
        bytes.length);
    float[] numbers = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    return numbers;
  }

  private static byte[] bytes(JsonParser json) throws IOException {
    expect(json, json.currentToken() == JsonToken.VALUE_STRING, Json.TEXT);
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
      json.readBinaryValue(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalArgumentException(json.currentName() + " is not base64", e);
    }
  }

  private static Map<String, Object> values(JsonParser json, Sharing sharing) throws IOException {
    return map(json, sharing, () -> sharing.shared(Json.value(json)));
  }

  private static Map<String, Double> numbers(JsonParser json, Sharing sharing) throws IOException {
    return map(
        json,
        sharing,
        () -> {
          double number = number(json, sharing);
          require(Double.isFinite(number), "the number %s is too large", json.getText());
          return number;
        });
  }

  private interface Element<V> {
    V read() throws IOException;
  }

  private static <V> Map<String, V> map(JsonParser json, Sharing sharing, Element<V> element)
      throws IOException {
    expect(json, json.currentToken() == JsonToken.START_OBJECT, Json.OBJECT);
    List<String> names = new ArrayList<>();
    List<V> values = new ArrayList<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      names.add(name);
      values.add(element.read());
    }
    return sharing.map(names, values);
  }

  private static Map<String, String> texts(Map<String, Object> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((name, value) -> texts.put(name, Json.text(value)));
    return texts;
  }

  private static void expect(JsonParser json, boolean isExpected, String description)
      throws IOException {
    if (!isExpected) {
      throw Json.missing(json.currentName(), description);
    }
  }
}
