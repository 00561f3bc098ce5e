package dev.lambdasweep.driver.setting;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.trainer.Parameters;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A value for each setting, checked one by one; constraints on several settings are {@link
 * JointRule}s.
 */
public final class SettingValues implements Parameters, Serializable {
  private static final long serialVersionUID = 1;

  private final Map<Setting<?>, Object> values;

  private SettingValues(Map<Setting<?>, Object> values) {
    this.values = values;
  }

  /** The values that parameters are. */
  public static SettingValues of(Parameters parameters) {
    return (SettingValues) parameters;
  }

  @Override
  public Map<String, Object> asMap() {
    return plain();
  }

  /** No value of any setting. */
  public static SettingValues empty() {
    return new SettingValues(Map.of());
  }

  /**
   * The value of a setting that always has one.
   *
   * @throws IllegalArgumentException if it has none here
   */
  public <T> T get(Setting<T> setting) {
    Optional<T> value = find(setting);
    require(value.isPresent(), "Invalid %s: none, must be set", setting.path());
    return value.orElseThrow();
  }

  /** The value of a setting; empty where it is null. */
  public <T> Optional<T> find(Setting<T> setting) {
    // the one place where values come from puts in what the setting's kind made
    @SuppressWarnings("unchecked")
    T value = (T) values.get(setting);
    return Optional.ofNullable(value);
  }

  /** A whole number that fits into an int. */
  public int count(Setting<Long> setting) {
    return Math.toIntExact(get(setting));
  }

  /**
   * These values with another one.
   *
   * @throws IllegalArgumentException if it breaks the setting's rule
   */
  public <T> SettingValues with(Setting<T> setting, T value) {
    setting.check(value);
    Map<Setting<?>, Object> changed = new TreeMap<>(values);
    changed.put(setting, value);
    return new SettingValues(changed);
  }

  /**
   * These values with a plain one of a point; a length takes the place of the one set here.
   *
   * @throws IllegalArgumentException if the value is not allowed for the setting
   */
  public SettingValues at(Setting<?> setting, Object plain) {
    Map<Setting<?>, Object> changed = new TreeMap<>(values);
    if (Settings.lengths().contains(setting)) {
      changed.keySet().removeAll(Settings.lengths());
    }
    changed.put(setting, setting.typed(plain));
    return new SettingValues(changed);
  }

  /** The values of the settings that match. */
  public SettingValues only(Predicate<Setting<?>> isWanted) {
    Map<Setting<?>, Object> wanted = new TreeMap<>(values);
    wanted.keySet().removeIf(isWanted.negate());
    return new SettingValues(wanted);
  }

  /**
   * What the columns of a trial hold: one entry for each hyperparameter that applies, in order.
   *
   * @return column to Double, Long or String
   */
  public Map<String, Object> columns() {
    Map<String, Object> columns = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.hyperparameters()) {
      setting.cell(this).ifPresent(cell -> columns.put(setting.column(), cell));
    }
    return Collections.unmodifiableMap(columns);
  }

  /** Every value as a file has it, by path: Double, Long, String, or a List of these. */
  public Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    values.keySet().forEach(setting -> plain.put(setting.path(), plainOf(setting)));
    return Collections.unmodifiableMap(plain);
  }

  private <T> Object plainOf(Setting<T> setting) {
    return setting.kind().plain(get(setting));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SettingValues those && values.equals(those.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return plain().toString();
  }
}
