package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;

/**
 * One of an enum's constants, in kebab-case.
 *
 * @param constants in the order in which a message lists them
 */
public record Choice<E extends Enum<E>>(List<E> constants) implements ValueKind<E> {
  public Choice(Class<E> type) {
    this(List.of(type.getEnumConstants()));
  }

  @Override
  public E convert(ConfigValue value) throws Unfit {
    OneOf names = new OneOf(constants.stream().map(Hocon::kebab).toList());
    return constants.get(names.choices().indexOf(names.parse(value)));
  }

  @Override
  public Optional<String> broken(E value) {
    return Optional.empty();
  }

  @Override
  public Object plain(E value) {
    return Hocon.kebab(value);
  }
}
