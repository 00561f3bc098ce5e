package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code sweep.space}; the dimensions come in the order of {@link Hyperparameter}. */
final class SpaceReader {
  private final Problems problems;

  /** What a hyperparameter's dimension was called, and what was said of it. */
  private record Entry(String name, ConfigValue value) {}

  private final Map<Hyperparameter, Entry> entries = new EnumMap<>(Hyperparameter.class);

  SpaceReader(Problems problems) {
    this.problems = problems;
  }

  /** The dimensions that can be read. */
  List<DimensionSpec> read(ConfigObject space) {
    collect("", space);
    List<DimensionSpec> dimensions = new ArrayList<>();
    entries.forEach(
        (hyperparameter, entry) ->
            new DimensionReader(hyperparameter, Keys.SPACE + "." + entry.name(), problems)
                .read(entry.value())
                .ifPresent(dimensions::add));
    return dimensions;
  }

  /** Where a dimension was written. */
  Optional<ConfigValue> written(Hyperparameter hyperparameter) {
    return Optional.ofNullable(entries.get(hyperparameter)).map(Entry::value);
  }

  /** A full key is a path, so its dimension lies some objects deep. */
  private void collect(String prefix, ConfigObject object) {
    for (Map.Entry<String, ConfigValue> child : object.entrySet()) {
      String name = prefix + child.getKey();
      ConfigValue value = child.getValue();
      Optional<Hyperparameter> found = Hyperparameter.find(name);
      if (found.isPresent()) {
        if (value.valueType() != ConfigValueType.NULL) {
          add(found.get(), new Entry(name, value));
        }
      } else if (value instanceof ConfigObject deeper && isSection(name)) {
        collect(name + ".", deeper);
      } else {
        String shown = prefix.isEmpty() ? quotedIfOdd(child.getKey()) : name;
        problems.add(value, Suggestions.unknownHyperparameter(shown));
      }
    }
  }

  private void add(Hyperparameter hyperparameter, Entry entry) {
    Entry other = entries.get(hyperparameter);
    if (other == null || Problems.isFromCommandLine(entry.value())) {
      entries.put(hyperparameter, entry);
    } else if (!Problems.isFromCommandLine(other.value())) {
      problems.add(
          entry.value(),
          "%s.%s is the same dimension as %s.%s, must be given once"
              .formatted(Keys.SPACE, entry.name(), Keys.SPACE, other.name()));
    }
  }

  private static String quotedIfOdd(String name) {
    return name.matches("[\\w.-]+") ? name : ConfigUtil.quoteString(name);
  }

  private static boolean isSection(String name) {
    for (Hyperparameter hyperparameter : Hyperparameter.values()) {
      if (hyperparameter.key().startsWith(name + ".")) {
        return true;
      }
    }
    return false;
  }
}
