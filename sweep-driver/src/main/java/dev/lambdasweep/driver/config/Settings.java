package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of merged layers, by key. Where a value has a problem, that is kept and the default of
 * reference.conf stands in for it, so that the next problem is found too.
 */
final class Settings {
  private static final Set<String> KEYS =
      Keys.all().stream().map(Key::path).collect(Collectors.toUnmodifiableSet());

  private final Config reference;
  private final String name;
  private final Problems problems;
  private final Set<String> flawed = new HashSet<>();
  private Config config;

  /**
   * Settings whose unknown keys are told, and then ignored.
   *
   * @param config resolved layers, reference.conf the last
   * @param reference reference.conf alone
   * @param name of the file
   */
  Settings(Config config, Config reference, String name, Problems problems) {
    this.config = config;
    this.reference = reference;
    this.name = name;
    this.problems = problems;
    findUnknownIn("", config.root());
  }

  /** The sections at the root. */
  static Set<String> sections() {
    return Keys.all().stream()
        .map(key -> key.path().substring(0, key.path().indexOf('.')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A value as it was written, in the file or in the reference. */
  ConfigValue written(String path) {
    return lookup(config, path);
  }

  /** Unknown keys, and sections that are none; the latter are taken from the reference. */
  private void findUnknownIn(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> child : object.entrySet()) {
      String path = prefix + child.getKey();
      ConfigValue value = child.getValue();
      if (!child.getKey().matches("[\\w-]+")) {
        // "training.lambda" in quotes is one key, not a path
        problems.add(
            value, Suggestions.unknownKey(prefix + ConfigUtil.quoteString(child.getKey())));
      } else if (!KEYS.contains(path) && !path.equals(Keys.SPACE) && !path.equals(Keys.POINTS)) {
        findUnknown(path, value);
      }
    }
  }

  private void findUnknown(String path, ConfigValue value) {
    if (KEYS.stream().noneMatch(key -> key.startsWith(path + "."))) {
      problems.add(value, Suggestions.unknownKey(path));
    } else if (value instanceof ConfigObject section) {
      findUnknownIn(path + ".", section);
    } else {
      problems.add(value, invalid(path, value, "a section { ... }"));
      config = config.withoutPath(path).withFallback(reference);
    }
  }

  /** A whole number that fits into an int. */
  int count(Key<Long> key) {
    return Math.toIntExact(value(key));
  }

  /** The value, or the default where it has a problem. */
  <T> T value(Key<T> key) {
    try {
      return key.parse(lookup(config, key.path()));
    } catch (Unfit unfit) {
      tell(key, unfit);
      return standIn(key);
    }
  }

  /** The value; empty where it is null or has a problem. */
  <T> Optional<T> optional(Key<T> key) {
    ConfigValue value = lookup(config, key.path());
    try {
      return value.valueType() == ConfigValueType.NULL
          ? Optional.empty()
          : Optional.of(key.parse(value));
    } catch (Unfit unfit) {
      tell(key, unfit);
      return Optional.empty();
    }
  }

  private void tell(Key<?> key, Unfit unfit) {
    ConfigValue value = lookup(config, key.path());
    problems.add(value, invalid(key.path(), value, unfit.rule()));
    flawed.add(key.path());
  }

  private <T> T standIn(Key<T> key) {
    try {
      return key.parse(lookup(reference, key.path()));
    } catch (Unfit unfit) {
      throw new IllegalStateException(
          "Invalid %s in reference.conf, must be %s".formatted(key.path(), unfit.rule()), unfit);
    }
  }

  /**
   * A record whose components may not go together.
   *
   * @param making throws IllegalArgumentException where they do not
   * @param standIn made instead
   * @param together keys of those components; with any of them flawed, nothing is told
   */
  <T> T attempt(Supplier<T> making, Supplier<T> standIn, Key<?>... together) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      if (Stream.of(together).noneMatch(key -> flawed.contains(key.path()))) {
        String text = e.getMessage().replaceFirst("^Invalid", "invalid");
        Stream.of(together)
            .map(Key::path)
            .filter(path -> !isDefault(path))
            .map(path -> lookup(config, path))
            .findFirst()
            .ifPresentOrElse(value -> problems.add(value, text), () -> problems.add(name, text));
      }
      return standIn.get();
    }
  }

  private boolean isDefault(String path) {
    return lookup(config, path).origin().equals(lookup(reference, path).origin());
  }

  /** "invalid training.lambda: -1, must be at least 0" */
  static String invalid(String path, ConfigValue value, String rule) {
    return "invalid %s: %s, must be %s".formatted(path, Values.text(value), rule);
  }

  private static ConfigValue lookup(Config config, String path) {
    ConfigValue value = config.root();
    for (String element : ConfigUtil.splitPath(path)) {
      value = value instanceof ConfigObject object ? object.get(element) : value;
    }
    return value;
  }
}
