package dev.lambdasweep.driver.command.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.lambdasweep.driver.setting.kind.MetricName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Lines that are JSON objects: {@code {"step": 3, "valid_accuracy": 0.9}}. Lines that do not begin
 * with a brace are other output, and so are values that are no numbers. As Python writes them,
 * {@code NaN} and {@code Infinity} are numbers; {@code null} is a missing one.
 */
public final class JsonLines implements MetricLines {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** Names whose values must be numbers. */
  private final String objective;

  /**
   * Lines of a program.
   *
   * @param objective metric whose value must be a number
   */
  public JsonLines(String objective) {
    this.objective = objective;
  }

  @Override
  public Optional<Report> parse(byte[] line, int length, boolean isCut)
      throws MalformedLineException {
    int start = 0;
    while (start < length && (line[start] == ' ' || line[start] == '\t')) {
      start++;
    }
    if (start == length || line[start] != '{') {
      return Optional.empty();
    }
    if (isCut) {
      throw new MalformedLineException("it is longer than 1 MiB");
    }
    try (JsonParser parser = JSON.createParser(line, start, length - start)) {
      parser.nextToken();
      return Optional.of(report(parser));
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      throw new MalformedLineException(
          "invalid JSON at character %d: %s".formatted(start + column, reason(e)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of an array in memory
    }
  }

  /** The parser's message without places in text that it does not have. */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst(" \\(start marker at .*", "");
  }

  private Report report(JsonParser parser) throws IOException, MalformedLineException {
    OptionalDouble step = OptionalDouble.empty();
    Map<String, Double> metrics = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String written = parser.currentName();
      String name = MetricName.column(written);
      JsonToken token = parser.nextToken();
      boolean isNumber = token.isNumeric() || token == JsonToken.VALUE_NULL;
      if (isNumber && name.equals(STEP)) {
        step = OptionalDouble.of(number(parser, token));
      } else if (isNumber && !NAME.matcher(name).matches()) {
        throw new MalformedLineException(
            "invalid name of a metric: %s, must be lower case letters, digits, dashes and underscores"
                .formatted(written));
      } else if (isNumber) {
        metrics.put(name, number(parser, token));
      } else if (name.equals(objective) || name.equals(STEP)) {
        throw new MalformedLineException(
            "invalid %s: %s, must be a number".formatted(written, parser.getText()));
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new MalformedLineException("invalid JSON: there is text after the object");
    }
    return new Report(step, metrics);
  }

  private static double number(JsonParser parser, JsonToken token) throws IOException {
    return token == JsonToken.VALUE_NULL ? Double.NaN : parser.getDoubleValue();
  }
}
