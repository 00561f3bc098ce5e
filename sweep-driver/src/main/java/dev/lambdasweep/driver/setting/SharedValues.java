package dev.lambdasweep.driver.setting;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values of settings that are the same for many trials. */
final class SharedValues implements Serializable {
  private static final long serialVersionUID = 1;

  private final SettingTable table;
  private final transient Map<Setting<?>, Object> values;
  private transient volatile Optional<Transit> transit = Optional.empty();

  /**
   * Shared values.
   *
   * @param table holds all of the settings
   * @param values setting to a value that its kind made
   */
  SharedValues(SettingTable table, Map<Setting<?>, Object> values) {
    this.table = table;
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /**
   * Shared values of plain ones.
   *
   * @param plain full key to value
   * @throws IllegalArgumentException if there is no such key, or a value is not allowed
   */
  static SharedValues of(SettingTable table, Map<String, Object> plain) {
    Map<Setting<?>, Object> values = new HashMap<>();
    for (Map.Entry<String, Object> entry : plain.entrySet()) {
      Setting<?> setting = setting(table, entry.getKey());
      values.put(setting, setting.typed(entry.getValue()));
    }
    return new SharedValues(table, values);
  }

  private static Setting<?> setting(SettingTable table, String path) {
    Optional<Setting<?>> setting = table.setting(path);
    require(setting.isPresent(), "Invalid setting: %s, must be a key of reference.conf", path);
    return setting.orElseThrow();
  }

  SettingTable table() {
    return table;
  }

  /** All values, in the order of the settings. */
  Map<Setting<?>, Object> values() {
    return values;
  }

  /** The setting with that full key. */
  Setting<?> setting(String path) {
    return setting(table, path);
  }

  Optional<?> find(Setting<?> setting) {
    return Optional.ofNullable(values.get(setting));
  }

  /** Values as a file has them, by full key. */
  static Map<String, Object> plain(Map<Setting<?>, Object> values) {
    Map<String, Object> plain = new LinkedHashMap<>();
    values.forEach((setting, value) -> plain.put(setting.path(), plain(setting, value)));
    return plain;
  }

  /** A value as a file has it. */
  static <T> Object plain(Setting<T> setting, Object value) {
    // the value of a setting is always one that its kind made
    @SuppressWarnings("unchecked")
    T typed = (T) value;
    return setting.kind().plain(typed);
  }

  /** Always the same object: a stream that has already written it only refers to it. */
  private Object writeReplace() {
    if (transit.isEmpty()) {
      transit = Optional.of(new Transit(table, plain(values)));
    }
    return transit.orElseThrow();
  }

  /** Values as they are serialized: plain and by path. */
  private record Transit(SettingTable table, Map<String, Object> plain) implements Serializable {
    private Object readResolve() {
      return of(table, plain);
    }
  }
}
