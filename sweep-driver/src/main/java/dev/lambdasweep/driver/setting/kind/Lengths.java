package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;

/** The lengths of the dimensions of something: a list of whole numbers, or one number for one. */
public record Lengths() implements ValueKind<List<Integer>> {
  private static final Units NUMBERS = new Units();

  @Override
  public List<Integer> convert(ConfigValue value) throws Unfit {
    return NUMBERS.convert(value);
  }

  @Override
  public Optional<String> broken(List<Integer> lengths) {
    return lengths.isEmpty()
        ? Optional.of("a list of whole numbers, at least one")
        : NUMBERS.broken(lengths);
  }

  @Override
  public Object plain(List<Integer> lengths) {
    return NUMBERS.plain(lengths);
  }
}
