package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;

/**
 * One text, or a list of different texts.
 *
 * @param least least number of texts
 */
public record TextList(int least) implements ValueKind<List<String>> {
  private static final Texts SEVERAL = new Texts(0);

  @Override
  public List<String> convert(ConfigValue value) throws Unfit {
    if (Hocon.isScalar(value)) {
      return List.of(Hocon.text(value));
    }
    try {
      return SEVERAL.convert(value);
    } catch (Unfit unfit) {
      throw new Unfit(orText(unfit.rule()));
    }
  }

  @Override
  public Optional<String> broken(List<String> values) {
    return new Texts(least).broken(values).map(TextList::orText);
  }

  private static String orText(String rule) {
    return "text that is not blank, or " + rule;
  }
}
