package dev.lambdasweep.driver.setting;

import dev.lambdasweep.core.trainer.Parameters;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A value for each setting, checked one by one; constraints on several settings are {@link
 * JointRule}s. These are also the parameters that a trainer is given.
 *
 * <p>Values that are derived from others share them and hold only the differences, so that a sweep
 * can keep the values of every trial.
 */
public final class SettingValues implements Setting.Values, Parameters, Serializable {
  private static final long serialVersionUID = 1;

  private final SharedValues base;

  /** The differences from the base; an empty value removes the base's. */
  private final transient Map<Setting<?>, Optional<?>> overlay;

  private SettingValues(SharedValues base, Map<Setting<?>, Optional<?>> overlay) {
    this.base = base;
    this.overlay = Map.copyOf(overlay);
  }

  /** No value of any setting of the trainer {@code network}. */
  public static SettingValues empty() {
    return empty(SettingTable.network());
  }

  /** No value of any setting of a table. */
  public static SettingValues empty(SettingTable table) {
    return new SettingValues(new SharedValues(table, Map.of()), Map.of());
  }

  /**
   * The parameters of a trial of the trainer {@code network}, as typed values.
   *
   * @param parameters values by the full keys of their settings
   * @throws IllegalArgumentException if there is no such setting, or a value is not allowed
   */
  public static SettingValues of(Parameters parameters) {
    return parameters instanceof SettingValues values
        ? values
        : new SettingValues(SharedValues.of(SettingTable.network(), parameters.asMap()), Map.of());
  }

  /** The table whose settings these are the values of. */
  public SettingTable table() {
    return base.table();
  }

  @Override
  public <T> Optional<T> find(Setting<T> setting) {
    // the value of a setting is always one that its kind made
    @SuppressWarnings("unchecked")
    Optional<T> value = (Optional<T>) overlay.getOrDefault(setting, base.find(setting));
    return value;
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
    return overlaid(Map.of(setting, Optional.of(value)));
  }

  /**
   * These values with a plain one of a point, which takes the place of its alternatives: a length
   * of the one set here.
   *
   * @throws IllegalArgumentException if the value is not allowed for the setting
   */
  public SettingValues at(Setting<?> setting, Object plain) {
    Map<Setting<?>, Optional<?>> changes = new HashMap<>();
    table().alternatives(setting).forEach(other -> changes.put(other, Optional.empty()));
    changes.put(setting, Optional.of(setting.typed(plain)));
    return overlaid(changes);
  }

  private SettingValues overlaid(Map<Setting<?>, Optional<?>> changes) {
    Map<Setting<?>, Optional<?>> next = new HashMap<>(overlay);
    changes.forEach(
        (setting, value) -> {
          if (value.equals(base.find(setting))) {
            next.remove(setting);
          } else {
            next.put(setting, value);
          }
        });
    return new SettingValues(base, next);
  }

  /** The values of the settings that match. */
  public SettingValues only(Predicate<Setting<?>> isWanted) {
    Map<Setting<?>, Object> wanted = all();
    wanted.keySet().removeIf(isWanted.negate());
    return new SettingValues(new SharedValues(table(), wanted), Map.of());
  }

  /** The same values, held so that many can be derived from them. */
  public SettingValues asBase() {
    return new SettingValues(new SharedValues(table(), all()), Map.of());
  }

  private Map<Setting<?>, Object> all() {
    Map<Setting<?>, Object> all = new TreeMap<>(base.values());
    overlay.forEach(
        (setting, value) -> {
          all.remove(setting);
          value.ifPresent(present -> all.put(setting, present));
        });
    return all;
  }

  /**
   * What the columns of a trial hold: one entry for each hyperparameter that applies, in order.
   *
   * @return column to Double, Long or String
   */
  public Map<String, Object> columns() {
    Map<String, Object> columns = new LinkedHashMap<>();
    for (Setting<?> setting : table().hyperparameters()) {
      setting.cell(this).ifPresent(cell -> columns.put(setting.column(), cell));
    }
    return Collections.unmodifiableMap(columns);
  }

  /** Every value as a file has it, by path: Double, Long, Boolean, String, or a List of these. */
  public Map<String, Object> plain() {
    return Collections.unmodifiableMap(SharedValues.plain(all()));
  }

  /**
   * What the trainer is given: every setting by its full key for {@code network}, the declared
   * parameters by their names for any other.
   */
  @Override
  public Map<String, Object> asMap() {
    if (table().isNetwork()) {
      return plain();
    }
    Map<String, Object> declared = new LinkedHashMap<>();
    for (Setting<?> setting : table().hyperparameters()) {
      if (setting.path().startsWith(Settings.PARAMETERS + ".")) {
        find(setting)
            .ifPresent(
                value -> declared.put(setting.shortName(), SharedValues.plain(setting, value)));
      }
    }
    return Collections.unmodifiableMap(declared);
  }

  /** By content, whatever the values were derived from. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SettingValues those
        && (base == those.base ? overlay.equals(those.overlay) : all().equals(those.all()));
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }

  @Override
  public String toString() {
    return plain().toString();
  }

  private Object writeReplace() {
    Map<Setting<?>, Object> changed = new HashMap<>();
    List<String> removed = new ArrayList<>();
    overlay.forEach(
        (setting, value) ->
            value.ifPresentOrElse(
                present -> changed.put(setting, present), () -> removed.add(setting.path())));
    return new Transit(base, SharedValues.plain(changed), removed);
  }

  /**
   * Values as they are serialized: plain and by path.
   *
   * @param base written once per stream, however many values share it
   */
  private record Transit(SharedValues base, Map<String, Object> changed, List<String> removed)
      implements Serializable {
    private Object readResolve() {
      Map<Setting<?>, Optional<?>> overlay = new HashMap<>();
      SharedValues.of(base.table(), changed)
          .values()
          .forEach((setting, value) -> overlay.put(setting, Optional.of(value)));
      removed.forEach(path -> overlay.put(base.setting(path), Optional.empty()));
      return new SettingValues(base, overlay);
    }
  }
}
