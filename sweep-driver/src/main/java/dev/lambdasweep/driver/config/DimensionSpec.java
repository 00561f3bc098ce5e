package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.setting.Hocon;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import java.util.List;

/** A dimension as a file describes it: whose values it gives, and which. */
public sealed interface DimensionSpec {
  /** Whose values they are. */
  Setting<?> hyperparameter();

  /**
   * Values in the file's order: a list, a choice, or a range spelt out.
   *
   * @param hyperparameter whose values they are
   * @param values at least one, all different, each of the hyperparameter's type
   */
  record Listed(Setting<?> hyperparameter, List<Object> values) implements DimensionSpec {
    /** Checks the values, and makes them the hyperparameter's own type. */
    public Listed {
      values = values.stream().map(hyperparameter::plain).toList();
      String key = hyperparameter.path();
      require(!values.isEmpty(), "Invalid %s.%s: [], must list a value", Settings.SPACE, key);
      require(
          values.stream().distinct().count() == values.size(),
          "Invalid %s.%s: %s, must list different values",
          Settings.SPACE,
          key,
          values);
    }
  }

  /**
   * Numbers between two bounds.
   *
   * @param hyperparameter whose values they are
   * @param distribution of a random draw, and spacing on a grid
   * @param low lowest value, allowed for the hyperparameter; above 0 for log-uniform
   * @param high highest value, above low, allowed for the hyperparameter
   * @param points values on a grid, at least 2; 0 where the file gives none. Integers take all.
   */
  record Between(
      Setting<?> hyperparameter, Distribution distribution, double low, double high, int points)
      implements DimensionSpec {
    /** Checks the bounds. */
    public Between {
      String name = Settings.SPACE + "." + hyperparameter.path();
      require(
          hyperparameter.kind().isNumber(),
          "Invalid %s: %s, must be a list of values",
          name,
          Hocon.kebab(distribution));
      hyperparameter.plain(low);
      hyperparameter.plain(high);
      require(low < high, "Invalid %s.low: %s, must be below high = %s", name, low, high);
      require(
          distribution != Distribution.LOG_UNIFORM || low > 0,
          "Invalid %s.low: %s, must be above 0",
          name,
          low);
      require(
          points == 0 || (points >= 2 && distribution != Distribution.INTEGERS),
          "Invalid %s.points: %s, must be at least 2, and none for integers",
          name,
          points);
      require(
          distribution != Distribution.INTEGERS || (low % 1 == 0 && high % 1 == 0),
          "Invalid %s: %s to %s, must be whole numbers",
          name,
          low,
          high);
    }
  }

  /** How numbers are spread between two bounds. */
  enum Distribution {
    /** the logarithm is uniform */
    LOG_UNIFORM,
    /** every number is as likely */
    UNIFORM,
    /** every whole number is as likely, both bounds included */
    INTEGERS
  }
}
