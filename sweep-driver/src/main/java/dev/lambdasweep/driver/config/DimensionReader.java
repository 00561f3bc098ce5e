package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import dev.lambdasweep.driver.setting.Hocon;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.Unfit;
import dev.lambdasweep.driver.setting.Whole;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Integers;
import dev.lambdasweep.driver.space.Listed;
import dev.lambdasweep.driver.space.LogUniform;
import dev.lambdasweep.driver.space.Uniform;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one dimension in any of the forms that reference.conf lists. */
final class DimensionReader {
  private static final Pattern RANGE =
      Pattern.compile("from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)");

  /** What a dimension says of a part that breaks its rule. */
  private static final Pattern BROKEN =
      Pattern.compile("Invalid (?<part>\\w+): .*, must be (?<rule>.*)");

  private static final String FORMS =
      "a list of values, from LOW to HIGH step STEP, or { type = ... }";
  private static final List<String> TYPES = List.of("log-uniform", "uniform", "integers", "choice");
  private static final Whole POINTS = new Whole(2, Settings.MOST_POINTS);

  private final Setting<?> hyperparameter;
  private final String name;
  private final Problems problems;

  /**
   * A reader of one dimension.
   *
   * @param hyperparameter whose values it reads
   * @param name of the dimension as it was written: sweep.space.lambda
   */
  DimensionReader(Setting<?> hyperparameter, String name, Problems problems) {
    this.hyperparameter = hyperparameter;
    this.name = name;
    this.problems = problems;
  }

  /** The dimension; empty if there is a problem. */
  Optional<Dimension> read(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return listed(name, list);
    }
    if (value instanceof ConfigObject object) {
      return described(object);
    }
    if (value.valueType() == ConfigValueType.STRING) {
      Matcher range = RANGE.matcher(Hocon.text(value).strip());
      if (range.matches()) {
        Map<String, ConfigValue> parts = new LinkedHashMap<>();
        parts.put("from", text(range.group(1), value));
        parts.put("to", text(range.group(2), value));
        parts.put("step", text(range.group(3), value));
        return range(parts, value);
      }
    }
    return invalid(name, value, FORMS);
  }

  private static ConfigValue text(String text, ConfigValue place) {
    return ConfigValueFactory.fromAnyRef(text).withOrigin(place.origin());
  }

  private Optional<Dimension> listed(String listName, ConfigList list) {
    List<Object> values = new ArrayList<>();
    boolean good = true;
    for (ConfigValue element : list) {
      Optional<Object> value = plain(listName, element);
      value.ifPresent(values::add);
      good &= value.isPresent();
    }
    if (values.isEmpty() && good) {
      return invalid(listName, list, "a list of at least one value");
    }
    if (values.stream().distinct().count() < values.size()) {
      return invalid(listName, list, "a list of different values");
    }
    return good ? Optional.of(new Listed(hyperparameter, values)) : Optional.empty();
  }

  private Optional<Dimension> described(ConfigObject object) {
    ConfigValue type = object.get("type");
    if (type == null) {
      return object.containsKey("from") || object.containsKey("to") || object.containsKey("step")
          ? range(parts(object, List.of("from", "to", "step"), List.of()), object)
          : invalid(name + ".type", object, "one of " + String.join(", ", TYPES));
    }
    String text = Hocon.text(type);
    if (text.equals("choice")) {
      ConfigValue values = parts(object, List.of("type", "values"), List.of()).get("values");
      if (values == null) {
        return Optional.empty();
      }
      return values instanceof ConfigList list
          ? listed(name + ".values", list)
          : invalid(name + ".values", values, "a list of values");
    }
    if (!TYPES.contains(text)) {
      return invalid(name + ".type", type, "one of " + String.join(", ", TYPES));
    }
    if (!hyperparameter.kind().isNumber()) {
      return invalid(name + ".type", type, "choice, as its values are not numbers");
    }
    return between(text, object);
  }

  private Optional<Dimension> between(String type, ConfigObject object) {
    boolean isWhole = type.equals("integers");
    Map<String, ConfigValue> parts =
        parts(object, List.of("type", "low", "high"), isWhole ? List.of() : List.of("points"));
    Optional<Double> low = bound("low", parts, isWhole);
    Optional<Double> high = bound("high", parts, isWhole);
    Optional<Integer> points = points(parts);
    if (low.isEmpty() || high.isEmpty() || points.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          switch (type) {
            case "log-uniform" ->
                new LogUniform(hyperparameter, low.get(), high.get(), points.get());
            case "uniform" -> new Uniform(hyperparameter, low.get(), high.get(), points.get());
            default -> new Integers(hyperparameter, low.get().longValue(), high.get().longValue());
          });
    } catch (IllegalArgumentException e) {
      Matcher broken = BROKEN.matcher(e.getMessage());
      if (!broken.matches()) {
        problems.add(object, e.getMessage().replaceFirst("^Invalid", "invalid"));
        return Optional.empty();
      }
      String part = broken.group("part");
      // the bound as it was written
      String rule =
          broken.group("rule").replace(high.get().toString(), Hocon.text(parts.get("high")));
      return invalid(name + "." + part, parts.get(part), rule);
    }
  }

  /** The number as the hyperparameter's rule allows it; log-uniform's low of 0 is told apart. */
  private Optional<Double> bound(String part, Map<String, ConfigValue> parts, boolean isWhole) {
    ConfigValue value = parts.get(part);
    if (value == null) {
      return Optional.empty();
    }
    try {
      BigDecimal number = Hocon.number(value, isWhole ? "a whole number" : "a number");
      if (plain(name + "." + part, value).isEmpty()) {
        return Optional.empty();
      }
      if (isWhole && number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
        throw new Unfit("a whole number");
      }
      return Optional.of(number.doubleValue());
    } catch (Unfit unfit) {
      invalid(name + "." + part, value, unfit.rule());
      return Optional.empty();
    }
  }

  private Optional<Integer> points(Map<String, ConfigValue> parts) {
    ConfigValue value = parts.get("points");
    if (value == null) {
      return Optional.of(0);
    }
    try {
      return Optional.of(Math.toIntExact(POINTS.parse(value)));
    } catch (Unfit unfit) {
      invalid(name + ".points", value, unfit.rule());
      return Optional.empty();
    }
  }

  private Optional<Dimension> range(Map<String, ConfigValue> parts, ConfigValue whole) {
    if (parts.size() < 3) {
      return Optional.empty();
    }
    Optional<BigDecimal> from = number("from", parts);
    Optional<BigDecimal> to = number("to", parts);
    Optional<BigDecimal> step = number("step", parts);
    if (from.isEmpty() || to.isEmpty() || step.isEmpty()) {
      return Optional.empty();
    }
    if (step.get().signum() <= 0) {
      return invalid(name + ".step", parts.get("step"), "above 0");
    }
    if (from.get().compareTo(to.get()) > 0) {
      return invalid(
          name + ".from", parts.get("from"), "at most to = " + Hocon.text(parts.get("to")));
    }
    if (!hyperparameter.kind().isNumber()) {
      return invalid(name, whole, "a list of values, as they are no numbers");
    }
    Optional<List<BigDecimal>> values = Ranges.values(from.get(), to.get(), step.get());
    if (values.isEmpty()) {
      return invalid(
          name + ".step",
          parts.get("step"),
          "so large that there are at most " + Settings.MOST_POINTS + " values");
    }
    return listedNumbers(values.get(), whole);
  }

  private Optional<Dimension> listedNumbers(List<BigDecimal> numbers, ConfigValue whole) {
    List<Object> values = new ArrayList<>();
    for (BigDecimal number : numbers) {
      Optional<Object> value = plain(name, text(number.toString(), whole));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return values.stream().distinct().count() < values.size()
        ? invalid(name, whole, "a range of different values")
        : Optional.of(new Listed(hyperparameter, values));
  }

  private Optional<BigDecimal> number(String part, Map<String, ConfigValue> parts) {
    try {
      BigDecimal number = Hocon.number(parts.get(part), "a number");
      // beyond a double's exponents, where a sum would need as many digits
      if (number.signum() != 0 && Math.abs((long) number.precision() - number.scale()) > 400) {
        throw new Unfit("a number within a double's range");
      }
      return Optional.of(number);
    } catch (Unfit unfit) {
      invalid(name + "." + part, parts.get(part), unfit.rule());
      return Optional.empty();
    }
  }

  private Optional<Object> plain(String valueName, ConfigValue value) {
    try {
      return Optional.of(hyperparameter.parsePlain(value));
    } catch (Unfit unfit) {
      invalid(valueName, value, unfit.rule());
      return Optional.empty();
    }
  }

  /** The parts of a dimension; unknown and missing ones are problems. */
  private Map<String, ConfigValue> parts(
      ConfigObject object, List<String> required, List<String> optional) {
    List<String> known = new ArrayList<>(required);
    known.addAll(optional);
    ConfigValue type = object.get("type");
    boolean isNewType = type != null && Problems.isFromCommandLine(type);
    Map<String, ConfigValue> parts = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      if (known.contains(entry.getKey())) {
        parts.put(entry.getKey(), entry.getValue());
      } else if (!isNewType || Problems.isFromCommandLine(entry.getValue())) {
        // a type on the command line leaves behind what the file said of another type
        problems.add(entry.getValue(), Suggestions.unknownPart(name, entry.getKey(), known));
      }
    }
    for (String part : required) {
      if (!parts.containsKey(part)) {
        problems.add(object, "missing " + name + "." + part);
      }
    }
    return parts;
  }

  private Optional<Dimension> invalid(String what, ConfigValue value, String rule) {
    problems.add(value, "invalid %s: %s, must be %s".formatted(what, Hocon.text(value), rule));
    return Optional.empty();
  }
}
