package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.Optional;

/**
 * Any text.
 *
 * @param mayBeBlank whether it may be empty or consist of spaces
 */
public record Text(boolean mayBeBlank) implements ValueKind<String> {
  @Override
  public String convert(ConfigValue value) throws Unfit {
    if (!Hocon.isScalar(value)) {
      throw new Unfit("text");
    }
    return Hocon.text(value);
  }

  @Override
  public Optional<String> broken(String value) {
    return value.isBlank() && !mayBeBlank
        ? Optional.of("text that is not blank")
        : Optional.empty();
  }
}
