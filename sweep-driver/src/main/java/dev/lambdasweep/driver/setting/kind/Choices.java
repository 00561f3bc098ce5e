package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Any number of an enum's constants, in kebab-case: one, or a list of different ones.
 *
 * @param constants in the order in which a message lists them
 */
public record Choices<E extends Enum<E>>(List<E> constants) implements ValueKind<List<E>> {
  public Choices(Class<E> type) {
    this(List.of(type.getEnumConstants()));
  }

  @Override
  public List<E> convert(ConfigValue value) throws Unfit {
    List<String> names = constants.stream().map(Hocon::kebab).toList();
    Unfit unfit = new Unfit("a list of different ones of " + String.join(", ", names));
    List<E> chosen = new ArrayList<>();
    try {
      for (String name : new TextList(0).parse(value)) {
        if (!names.contains(name)) {
          throw unfit;
        }
        chosen.add(constants.get(names.indexOf(name)));
      }
    } catch (Unfit notTexts) {
      throw unfit;
    }
    return List.copyOf(chosen);
  }

  @Override
  public Optional<String> broken(List<E> values) {
    return Optional.empty();
  }

  @Override
  public Object plain(List<E> values) {
    return values.stream().map(Hocon::kebab).toList();
  }
}
