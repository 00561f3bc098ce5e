package dev.lambdasweep.driver.setting;

import static dev.lambdasweep.core.Require.require;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.lambdasweep.driver.setting.kind.Unfit;
import dev.lambdasweep.driver.setting.kind.ValueKind;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One key of a sweep's file: a row of a {@link SettingTable}. Reader, writer, search space, columns
 * and the reference documentation are derived from it; its default and its description are in
 * reference.conf, or, for a parameter of a trainer, in its declaration.
 *
 * <p>A hyperparameter is a setting that affects the result of a training. It can be a dimension of
 * the space, and has a column in the table of trials whether it was searched or not.
 *
 * <p>Settings are equal if their keys are.
 *
 * @param <T> type of its values
 */
public final class Setting<T> implements Comparable<Setting<?>> {
  private static final Comparator<Setting<?>> ORDER =
      Comparator.<Setting<?>>comparingInt(setting -> setting.place)
          .thenComparing(setting -> setting.path);

  private final int place;
  private final String path;
  private final ValueKind<T> kind;
  private final boolean isNullable;
  private final String shortName;
  private final String column;
  private final Predicate<Values> applies;
  private final Function<Values, Optional<T>> resolution;

  private Setting(Row<T> row, int place) {
    this.place = place;
    this.path = row.path;
    this.kind = row.kind;
    this.isNullable = row.isNullable;
    this.shortName = row.shortName;
    this.column = row.column.isEmpty() ? row.shortName.replace('-', '_') : row.column;
    this.applies = row.applies;
    this.resolution = row.resolution.orElse(values -> values.find(this));
  }

  /** The values of settings. */
  public interface Values {
    /** The value of a setting; empty if it is null. */
    <T> Optional<T> find(Setting<T> setting);

    /**
     * The value of a setting that always has one.
     *
     * @throws IllegalArgumentException if it has none here
     */
    default <T> T get(Setting<T> setting) {
      Optional<T> value = find(setting);
      require(value.isPresent(), "Invalid %s: none, must be set", setting.path);
      return value.orElseThrow();
    }
  }

  /** Builder of a setting. */
  static final class Row<T> {
    private final String path;
    private final ValueKind<T> kind;
    private boolean isNullable;
    private String shortName = "";
    private String column = "";
    private Predicate<Values> applies = values -> true;
    private Optional<Function<Values, Optional<T>>> resolution = Optional.empty();

    Row(String path, ValueKind<T> kind) {
      this.path = path;
      this.kind = kind;
    }

    /** It may be null in a file; then it has no value. */
    Row<T> orNull() {
      isNullable = true;
      return this;
    }

    /**
     * It is a hyperparameter.
     *
     * @param name short name in files and on the command line; with underscores, its column
     */
    Row<T> tunable(String name) {
      shortName = name;
      return this;
    }

    /** Its column has another name. */
    Row<T> column(String name) {
      column = name;
      return this;
    }

    /** A training depends on it only if this holds. */
    Row<T> when(Predicate<Values> condition) {
      applies = condition;
      return this;
    }

    /** Its column holds a value that is derived from all settings. */
    Row<T> resolved(Function<Values, T> how) {
      return found(how.andThen(Optional::of));
    }

    /** Its column holds a value that is derived from all settings, if there is one. */
    Row<T> found(Function<Values, Optional<T>> how) {
      resolution = Optional.of(how);
      return this;
    }

    Setting<T> at(int place) {
      return new Setting<>(this, place);
    }
  }

  /** Key from the root: {@code training.learning-rate.rate}. */
  public String path() {
    return path;
  }

  /** The values it may have. */
  public ValueKind<T> kind() {
    return kind;
  }

  /** Whether it may be null in a file. */
  public boolean isNullable() {
    return isNullable;
  }

  /** Whether it can be a dimension, and has a column in the table of trials. */
  public boolean isHyperparameter() {
    return !shortName.isEmpty();
  }

  /** A hyperparameter's name in files and on the command line: {@code learning-rate}. */
  public String shortName() {
    return shortName;
  }

  /** Name of a hyperparameter's column: {@code learning_rate}. */
  public String column() {
    return column;
  }

  /** Whether a training with these values depends on it. */
  public boolean appliesTo(Values values) {
    return applies.test(values);
  }

  /** The value in a hyperparameter's column; empty if the hyperparameter does not apply. */
  public Optional<Object> cell(Values values) {
    return applies.test(values) ? resolution.apply(values).map(kind::cell) : Optional.empty();
  }

  /**
   * Reads and checks a value of a file.
   *
   * @return a Long, Double, Boolean, String, or a List of these
   * @throws Unfit if it is of another type or breaks the rule
   */
  public Object parsePlain(ConfigValue value) throws Unfit {
    return kind.plain(kind.parse(value));
  }

  /**
   * A plain value as this setting's own type.
   *
   * @param plain a Double, Long, Integer, Boolean, String, or a List of these
   * @throws IllegalArgumentException if it is not one of its values
   */
  public T typed(Object plain) {
    try {
      return kind.parse(ConfigValueFactory.fromAnyRef(plain));
    } catch (Unfit unfit) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "Invalid %s: %s, must be %s", path, plain, unfit.rule()),
          unfit);
    }
  }

  /**
   * The rule that a plain value breaks: "at least 1".
   *
   * @param plain a Double, Long, Integer, Boolean, String, or a List of these
   */
  public Optional<String> rule(Object plain) {
    try {
      kind.parse(ConfigValueFactory.fromAnyRef(plain));
      return Optional.empty();
    } catch (Unfit unfit) {
      return Optional.of(unfit.rule());
    }
  }

  /**
   * A plain value as this setting writes it: 5 of a real number is 5.0.
   *
   * @return Double, Long, Boolean, String, or a List of these
   * @throws IllegalArgumentException if it is not one of its values
   */
  public Object plain(Object value) {
    return kind.plain(typed(value));
  }

  /**
   * Checks a value.
   *
   * @throws IllegalArgumentException if it breaks the rule
   */
  void check(T value) {
    Optional<String> rule = kind.broken(value);
    require(rule.isEmpty(), "Invalid %s: %s, must be %s", path, value, rule.orElse(""));
  }

  /** In the order of the table. */
  @Override
  public int compareTo(Setting<?> other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Setting<?> that && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
