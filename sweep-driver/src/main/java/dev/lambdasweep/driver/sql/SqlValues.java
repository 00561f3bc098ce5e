package dev.lambdasweep.driver.sql;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.lambdasweep.driver.store.column.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Base64;
import java.util.Map;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Values of Spark SQL as text or JSON. */
public final class SqlValues {
  private static final MathContext SIX_DIGITS = new MathContext(6);

  private SqlValues() {}

  /** Numbers in the shortest form that reads back as the same bits; lists and maps as JSON. */
  static String exact(Object value) {
    if (value instanceof Double number) {
      return NumberOutput.toString(number, true);
    } else if (value instanceof Float number) {
      return NumberOutput.toString(number, true);
    } else if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    JsonNode node = node(value);
    return node.isContainerNode() ? Json.write(node) : node.asText();
  }

  /** For people: numbers with six digits, no control characters. */
  public static String readable(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return sixDigits(((Number) value).doubleValue());
    }
    return exact(value).replaceAll("\\p{Cntrl}", "?");
  }

  /** A cell as JSON; null for NULL and for numbers that are not finite. */
  static JsonNode node(Object value) {
    if (value == null) {
      return NullNode.instance;
    } else if (value instanceof Double number) {
      return Double.isFinite(number) ? DoubleNode.valueOf(number) : NullNode.instance;
    } else if (value instanceof Float number) {
      return Float.isFinite(number) ? FloatNode.valueOf(number) : NullNode.instance;
    } else if (value instanceof BigDecimal number) {
      return DecimalNode.valueOf(number);
    } else if (value instanceof BigInteger number) {
      return BigIntegerNode.valueOf(number);
    } else if (value instanceof Number number) {
      return LongNode.valueOf(number.longValue());
    } else if (value instanceof Boolean bool) {
      return BooleanNode.valueOf(bool);
    } else if (value instanceof byte[] bytes) {
      return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof Row row) {
      return struct(row);
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      return map(CollectionConverters.asJava(map));
    } else if (value instanceof scala.collection.Iterable<?> list) {
      ArrayNode array = Json.array();
      CollectionConverters.asJava(list).forEach(element -> array.add(node(element)));
      return array;
    }
    // dates, times, intervals: their ISO form
    return TextNode.valueOf(value.toString());
  }

  private static ObjectNode struct(Row row) {
    ObjectNode object = Json.object();
    for (int i = 0; i < row.length(); i++) {
      object.set(row.schema().fieldNames()[i], node(row.get(i)));
    }
    return object;
  }

  private static ObjectNode map(Map<?, ?> map) {
    ObjectNode object = Json.object();
    map.forEach((key, element) -> object.set(exact(key), node(element)));
    return object;
  }

  private static String sixDigits(double number) {
    if (!Double.isFinite(number) || number == 0) {
      return number == 0 ? "0" : Double.toString(number);
    }
    BigDecimal rounded = BigDecimal.valueOf(number).round(SIX_DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 9) {
      return rounded.toPlainString();
    }
    BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
    return mantissa.toPlainString() + "e" + exponent;
  }
}
