package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.Optional;

/**
 * Values of another kind, or {@code auto}, which is the empty one.
 *
 * @param kind the other kind
 */
public record OrAuto<T>(ValueKind<T> kind) implements ValueKind<Optional<T>> {
  private static final String AUTO = "auto";
  private static final String ONE_OF = "one of ";

  @Override
  public Optional<T> convert(ConfigValue value) throws Unfit {
    if (Hocon.isScalar(value) && Hocon.text(value).equals(AUTO)) {
      return Optional.empty();
    }
    try {
      return Optional.of(kind.convert(value));
    } catch (Unfit unfit) {
      throw new Unfit(orAuto(unfit.rule()));
    }
  }

  @Override
  public Optional<String> broken(Optional<T> value) {
    return value.flatMap(kind::broken).map(OrAuto::orAuto);
  }

  private static String orAuto(String rule) {
    if (rule.startsWith(ONE_OF)) {
      return ONE_OF + AUTO + ", " + rule.substring(ONE_OF.length());
    }
    return AUTO + (rule.contains(" or ") ? ", " : " or ") + rule;
  }

  @Override
  public Object plain(Optional<T> value) {
    return value.map(kind::plain).orElse(AUTO);
  }
}
