package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.setting.kind.OneOf;
import dev.lambdasweep.driver.setting.kind.Real;
import dev.lambdasweep.driver.setting.kind.Unfit;
import dev.lambdasweep.driver.setting.kind.ValueKind;
import dev.lambdasweep.driver.setting.kind.Whole;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Gaussian;
import dev.lambdasweep.driver.space.Integers;
import dev.lambdasweep.driver.space.InvalidPartException;
import dev.lambdasweep.driver.space.LogGaussian;
import dev.lambdasweep.driver.space.LogUniform;
import dev.lambdasweep.driver.space.Uniform;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a dimension of numbers with a distribution: { type = uniform, low = 0, high = 1 }. */
final class DistributionReader {
  /** The values of {@code type} that this reads. */
  static final List<String> TYPES =
      List.of("log-uniform", "uniform", "integers", "normal", "log-normal");

  private static final String WHOLE_NUMBER = "a whole number";
  private static final String LOW = "low";
  private static final String HIGH = "high";
  private static final String POINTS = "points";
  private static final String LOG = "log";
  private static final Whole POINT_COUNT = new Whole(2, Settings.MOST_POINTS);
  private static final OneOf SCALE = new OneOf(List.of("linear", LOG));
  private static final Real ANY =
      new Real(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);

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
   * @param type one of {@link #TYPES}
   */
  Optional<Dimension> read(String type, ConfigObject object) {
    if (!hyperparameter.kind().isNumber()) {
      return parts.invalid(
          name + ".type", object.get("type"), "choice, as its values are not numbers");
    }
    return switch (type) {
      case "integers" -> integers(object);
      case "normal" -> normal(object);
      case "log-normal" -> logNormal(object);
      default -> uniform(type, object);
    };
  }

  private Optional<Dimension> uniform(String type, ConfigObject object) {
    Map<String, ConfigValue> values = parts.of(object, List.of(LOW, HIGH), List.of(POINTS));
    Optional<Double> low = bound(LOW, values, false);
    Optional<Double> high = bound(HIGH, values, false);
    Optional<Integer> points = points(values);
    if (low.isEmpty() || high.isEmpty() || points.isEmpty()) {
      return Optional.empty();
    }
    return made(
        values,
        () ->
            type.equals("uniform")
                ? new Uniform(hyperparameter, low.get(), high.get(), points.get())
                : new LogUniform(hyperparameter, low.get(), high.get(), points.get()));
  }

  private Optional<Dimension> integers(ConfigObject object) {
    Map<String, ConfigValue> values = parts.of(object, List.of(LOW, HIGH), List.of("scale"));
    Optional<Double> low = bound(LOW, values, true);
    Optional<Double> high = bound(HIGH, values, true);
    Optional<String> scale =
        values.containsKey("scale") ? parsed("scale", values, SCALE) : Optional.of("linear");
    if (low.isEmpty() || high.isEmpty() || scale.isEmpty()) {
      return Optional.empty();
    }
    boolean isLog = scale.get().equals(LOG);
    return made(
        values,
        () -> new Integers(hyperparameter, low.get().longValue(), high.get().longValue(), isLog));
  }

  private Optional<Dimension> normal(ConfigObject object) {
    Map<String, ConfigValue> values =
        parts.of(object, List.of("mean", "sd"), List.of(LOW, HIGH, POINTS));
    Optional<Double> mean = parsed("mean", values, ANY);
    Optional<Double> sd = parsed("sd", values, Real.above(0));
    Optional<Integer> points = points(values);
    if (mean.isEmpty() || sd.isEmpty() || points.isEmpty()) {
      return Optional.empty();
    }
    double m = mean.get();
    double s = sd.get();
    Optional<Double> low = boundOr(Gaussian.lowest(m, s), "mean - 4 sd", LOW, values, object);
    Optional<Double> high = boundOr(Gaussian.highest(m, s), "mean + 4 sd", HIGH, values, object);
    return low.isEmpty() || high.isEmpty()
        ? Optional.empty()
        : made(
            values, () -> new Gaussian(hyperparameter, m, s, low.get(), high.get(), points.get()));
  }

  private Optional<Dimension> logNormal(ConfigObject object) {
    Map<String, ConfigValue> values =
        parts.of(object, List.of("median", "factor"), List.of(LOW, HIGH, POINTS));
    Optional<Double> median = parsed("median", values, Real.above(0));
    Optional<Double> factor = parsed("factor", values, Real.above(1));
    Optional<Integer> points = points(values);
    if (median.isEmpty() || factor.isEmpty() || points.isEmpty()) {
      return Optional.empty();
    }
    double m = median.get();
    double f = factor.get();
    Optional<Double> low =
        boundOr(LogGaussian.lowest(m, f), "median / factor^4", LOW, values, object);
    Optional<Double> high =
        boundOr(LogGaussian.highest(m, f), "median * factor^4", HIGH, values, object);
    return low.isEmpty() || high.isEmpty()
        ? Optional.empty()
        : made(
            values,
            () -> new LogGaussian(hyperparameter, m, f, low.get(), high.get(), points.get()));
  }

  private Optional<Dimension> made(Map<String, ConfigValue> values, Supplier<Dimension> dimension) {
    try {
      return Optional.of(dimension.get());
    } catch (InvalidPartException e) {
      // a bound that is not set may contradict the other one
      ConfigValue place = values.getOrDefault(e.part(), values.values().iterator().next());
      return values.containsKey(e.part())
          ? parts.invalid(name + "." + e.part(), place, e.rule())
          : parts.problem(place, "missing %s.%s, must be %s".formatted(name, e.part(), e.rule()));
    }
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

  /**
   * A bound, or the usual one, which must be set if the hyperparameter's rule does not allow that.
   *
   * @param usual usual bound
   * @param formula formula of the usual bound
   */
  private Optional<Double> boundOr(
      double usual,
      String formula,
      String part,
      Map<String, ConfigValue> values,
      ConfigObject object) {
    if (values.containsKey(part)) {
      return bound(part, values, false);
    }
    Object nearest = hyperparameter.kind().nearest(usual);
    Optional<String> rule = hyperparameter.rule(nearest);
    if (rule.isPresent()) {
      return parts.problem(
          object,
          "missing %s.%s, as %s = %s, must be %s"
              .formatted(name, part, formula, Hocon.text(usual), rule.get()));
    }
    return Optional.of(nearest instanceof Double ? usual : Math.rint(usual));
  }

  private <T> Optional<T> parsed(String part, Map<String, ConfigValue> values, ValueKind<T> kind) {
    ConfigValue value = values.get(part);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(kind.parse(value));
    } catch (Unfit unfit) {
      return parts.invalid(name + "." + part, value, unfit.rule());
    }
  }

  private Optional<Integer> points(Map<String, ConfigValue> values) {
    return values.containsKey(POINTS)
        ? parsed(POINTS, values, POINT_COUNT).map(Math::toIntExact)
        : Optional.of(0);
  }
}
