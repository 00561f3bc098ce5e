package dev.lambdasweep.driver.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys that have another name now. A file that uses an old one is refused with the new name; plans
 * and rows of older versions are read as if they had the new one.
 */
public final class MovedKeys {
  private static final List<MovedKey> ALL =
      List.of(
          new MovedKey("refine.metric", "", Settings.METRIC),
          new MovedKey("data.validation-images", "validation-images", Settings.VALIDATION_ROWS));

  private MovedKeys() {}

  /**
   * A key that has another name now.
   *
   * @param path its old full key
   * @param shortName its old short name, with underscores its old column; empty if it had none
   * @param setting what it is now
   */
  public record MovedKey(String path, String shortName, Setting<?> setting) {
    private boolean isNamed(String keyOrShortName) {
      return path.equals(keyOrShortName)
          || (!shortName.isEmpty() && shortName.equals(keyOrShortName));
    }

    private String column() {
      return shortName.replace('-', '_');
    }
  }

  /** All of them. */
  public static List<MovedKey> all() {
    return ALL;
  }

  /** The setting that an old full key or short name stands for. */
  public static Optional<Setting<?>> setting(String keyOrShortName) {
    for (MovedKey key : ALL) {
      if (key.isNamed(keyOrShortName)) {
        return Optional.of(key.setting);
      }
    }
    return Optional.empty();
  }

  /** Values by full key, with the new keys, in the same order. */
  public static Map<String, Object> renamed(Map<String, Object> values) {
    Map<String, Object> renamed = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> renamed.put(setting(name).map(Setting::path).orElse(name), value));
    return renamed;
  }

  /** The name that a hyperparameter's column has now. */
  public static String column(String name) {
    return ALL.stream()
        .filter(key -> !key.shortName.isEmpty() && key.column().equals(name))
        .map(key -> key.setting.column())
        .findFirst()
        .orElse(name);
  }
}
