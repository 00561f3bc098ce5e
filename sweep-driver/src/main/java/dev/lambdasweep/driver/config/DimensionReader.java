package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.setting.kind.OneOf;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.InvalidPartException;
import dev.lambdasweep.driver.space.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one dimension in any of the forms that reference.conf lists. */
final class DimensionReader {
  private static final String FORMS =
      "a list of values, from LOW to HIGH step STEP, or { type = ... }";
  private static final String CHOICE = "choice";
  private static final OneOf TYPES =
      new OneOf(Stream.concat(DistributionReader.TYPES.stream(), Stream.of(CHOICE)).toList());

  private final Setting<?> hyperparameter;
  private final String name;
  private final DimensionParts parts;
  private final RangeReader ranges;

  /**
   * A reader of one dimension.
   *
   * @param hyperparameter hyperparameter of the dimension
   * @param name name of the dimension as it was written: {@code sweep.space.lambda}
   */
  DimensionReader(Setting<?> hyperparameter, String name, Problems problems) {
    this.hyperparameter = hyperparameter;
    this.name = name;
    this.parts = new DimensionParts(hyperparameter, name, problems);
    this.ranges = new RangeReader(hyperparameter, name, parts);
  }

  /** The dimension; empty if there is a problem. */
  Optional<Dimension> read(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return listed(name, list);
    }
    if (value instanceof ConfigObject object) {
      return described(object);
    }
    return value.valueType() == ConfigValueType.STRING && RangeReader.isRange(Hocon.text(value))
        ? ranges.readText(value)
        : parts.invalid(name, value, FORMS);
  }

  private Optional<Dimension> listed(String listName, ConfigList list) {
    List<Object> values = new ArrayList<>();
    for (ConfigValue element : list) {
      parts.plain(listName, element).ifPresent(values::add);
    }
    if (values.size() < list.size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Listed(hyperparameter, values));
    } catch (InvalidPartException e) {
      return parts.invalid(listName, list, e.rule());
    }
  }

  private Optional<Dimension> described(ConfigObject object) {
    ConfigValue type = object.get("type");
    if (type == null) {
      return RangeReader.isRange(object)
          ? ranges.readObject(object)
          : parts.invalid(name + ".type", object, TYPES.rule());
    }
    String text = Hocon.text(type);
    if (!TYPES.choices().contains(text)) {
      return parts.invalid(name + ".type", type, TYPES.rule());
    }
    return text.equals(CHOICE)
        ? choice(object)
        : new DistributionReader(hyperparameter, name, parts).read(text, object);
  }

  private Optional<Dimension> choice(ConfigObject object) {
    ConfigValue values = parts.of(object, List.of("values"), List.of()).get("values");
    if (values == null) {
      return Optional.empty();
    }
    return values instanceof ConfigList list
        ? listed(name + ".values", list)
        : parts.invalid(name + ".values", values, "a list of values");
  }
}
