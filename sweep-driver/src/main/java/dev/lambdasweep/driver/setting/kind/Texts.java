package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;

/**
 * A list of different texts.
 *
 * @param least least number of texts
 */
public record Texts(int least) implements ValueKind<List<String>> {
  private static final String RULE = "a list of different texts";

  @Override
  public List<String> convert(ConfigValue value) throws Unfit {
    return Hocon.texts(value, RULE);
  }

  @Override
  public Optional<String> broken(List<String> values) {
    if (values.size() < least) {
      return Optional.of(RULE + ", at least " + least);
    }
    boolean isGood =
        values.stream().noneMatch(String::isBlank)
            && values.stream().distinct().count() == values.size();
    return isGood ? Optional.empty() : Optional.of(RULE);
  }
}
