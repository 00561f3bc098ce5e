package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.Optional;

/** True or false. */
public record Flag() implements ValueKind<Boolean> {
  @Override
  public Boolean convert(ConfigValue value) throws Unfit {
    return switch (Hocon.text(value)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Unfit("true or false");
    };
  }

  @Override
  public Optional<String> broken(Boolean value) {
    return Optional.empty();
  }

  @Override
  public Object cell(Boolean value) {
    return value.toString();
  }
}
