package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;

/**
 * One of some texts.
 *
 * @param choices in the order in which a message lists them; at least one
 */
public record OneOf(List<String> choices) implements ValueKind<String> {
  /** Copies the choices in. */
  public OneOf {
    choices = List.copyOf(choices);
  }

  /** What a value must be: "one of relu, sigmoid". */
  public String rule() {
    String names = String.join(", ", choices);
    return choices.size() == 1 ? names : "one of " + names;
  }

  @Override
  public String convert(ConfigValue value) throws Unfit {
    if (!Hocon.isScalar(value)) {
      throw new Unfit(rule());
    }
    return Hocon.text(value);
  }

  @Override
  public Optional<String> broken(String value) {
    return choices.contains(value) ? Optional.empty() : Optional.of(rule());
  }
}
