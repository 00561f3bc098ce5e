package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;

/** The words of a command: a list of texts, which may be equal or empty, except for the first. */
public record Words() implements ValueKind<List<String>> {
  private static final String RULE = "a list of texts, the first of which is not blank";

  @Override
  public List<String> convert(ConfigValue value) throws Unfit {
    return Hocon.texts(value, RULE);
  }

  @Override
  public Optional<String> broken(List<String> words) {
    if (!words.isEmpty() && words.get(0).isBlank()) {
      return Optional.of(RULE);
    }
    // the operating system ends a word there
    return words.stream().anyMatch(word -> word.indexOf(0) >= 0)
        ? Optional.of("a list of texts without null characters")
        : Optional.empty();
  }
}
