package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.setting.kind.Unfit;
import dev.lambdasweep.driver.setting.kind.Whole;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Integers;
import dev.lambdasweep.driver.space.InvalidPartException;
import dev.lambdasweep.driver.space.LogUniform;
import dev.lambdasweep.driver.space.Uniform;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a dimension of numbers between two bounds: { type = uniform, low = 0, high = 1 }. */
final class DistributionReader {
  private static final String WHOLE_NUMBER = "a whole number";
  private static final Whole POINTS = new Whole(2, Settings.MOST_POINTS);

  private final Setting<?> hyperparameter;
  private final String name;
  private final DimensionParts parts;

  /**
   * A reader of one dimension.
   *
   * @param hyperparameter hyperparameter of the dimension
   * @param name name of the dimension as it was written: {@code sweep.space.lambda}
   * @param parts reader of the dimension's parts
   */
  DistributionReader(Setting<?> hyperparameter, String name, DimensionParts parts) {
    this.hyperparameter = hyperparameter;
    this.name = name;
    this.parts = parts;
  }

  /**
   * The dimension; empty if there is a problem.
   *
   * @param type {@code log-uniform}, {@code uniform} or {@code integers}
   */
  Optional<Dimension> read(String type, ConfigObject object) {
    if (!hyperparameter.kind().isNumber()) {
      return parts.invalid(
          name + ".type", object.get("type"), "choice, as its values are not numbers");
    }
    boolean isWhole = type.equals("integers");
    Map<String, ConfigValue> values =
        parts.of(object, List.of("type", "low", "high"), isWhole ? List.of() : List.of("points"));
    Optional<Double> low = bound("low", values, isWhole);
    Optional<Double> high = bound("high", values, isWhole);
    Optional<Integer> points = points(values);
    if (low.isEmpty() || high.isEmpty() || points.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(dimension(type, low.get(), high.get(), points.get()));
    } catch (InvalidPartException e) {
      return parts.invalid(name + "." + e.part(), values.get(e.part()), e.rule());
    }
  }

  private Dimension dimension(String type, double low, double high, int points) {
    return switch (type) {
      case "log-uniform" -> new LogUniform(hyperparameter, low, high, points);
      case "uniform" -> new Uniform(hyperparameter, low, high, points);
      default -> new Integers(hyperparameter, (long) low, (long) high);
    };
  }

  /** A bound that the hyperparameter's rule allows; the dimension has rules of its own. */
  private Optional<Double> bound(String part, Map<String, ConfigValue> values, boolean isWhole) {
    ConfigValue value = values.get(part);
    if (value == null) {
      return Optional.empty();
    }
    try {
      BigDecimal number = Hocon.number(value, isWhole ? WHOLE_NUMBER : "a number");
      if (parts.plain(name + "." + part, value).isEmpty()) {
        return Optional.empty();
      }
      if (isWhole && number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
        throw new Unfit(WHOLE_NUMBER);
      }
      return Optional.of(number.doubleValue());
    } catch (Unfit unfit) {
      return parts.invalid(name + "." + part, value, unfit.rule());
    }
  }

  private Optional<Integer> points(Map<String, ConfigValue> values) {
    ConfigValue value = values.get("points");
    if (value == null) {
      return Optional.of(0);
    }
    try {
      return Optional.of(Math.toIntExact(POINTS.parse(value)));
    } catch (Unfit unfit) {
      return parts.invalid(name + ".points", value, unfit.rule());
    }
  }
}
