package dev.lambdasweep.driver.command.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lambdasweep.driver.setting.kind.MetricName;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code name=value} anywhere in a line, as Katib reads it from standard output: {@code epoch 3:
 * step=3 valid-accuracy=0.9}. Names are taken in lower case.
 */
public final class NameValueLines implements MetricLines {
  /** Possessive, and never from within a name, so that long lines take linear time. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?<![\\w-])([A-Za-z][\\w-]*+)\\s*+=\\s*+"
              + "([+-]?(?:(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?|nan|inf(?:inity)?))"
              + "(?![\\w.])",
          Pattern.CASE_INSENSITIVE);

  @Override
  public Optional<Report> parse(byte[] line, int length, boolean isCut) {
    if (isCut || !contains(line, length, (byte) '=')) {
      return Optional.empty();
    }
    OptionalDouble step = OptionalDouble.empty();
    Map<String, Double> metrics = new LinkedHashMap<>();
    Matcher found = FORM.matcher(new String(line, 0, length, UTF_8));
    while (found.find()) {
      String name = MetricName.column(found.group(1).toLowerCase(Locale.ROOT));
      double value = number(found.group(2).toLowerCase(Locale.ROOT));
      if (name.equals(STEP)) {
        step = OptionalDouble.of(value);
      } else {
        metrics.put(name, value);
      }
    }
    return step.isEmpty() && metrics.isEmpty()
        ? Optional.empty()
        : Optional.of(new Report(step, metrics));
  }

  private static boolean contains(byte[] line, int length, byte wanted) {
    for (int i = 0; i < length; i++) {
      if (line[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  private static double number(String text) {
    if (text.endsWith("nan")) {
      return Double.NaN;
    }
    if (text.contains("inf")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.parseDouble(text);
  }
}
