package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Texts, numbers, true and false by names of any form, all of them kept as they were written. A
 * section within the section continues its name: {@code a { b = 1 }} is the name {@code a.b}. A
 * name whose value is null is left out.
 *
 * @param values what each value must match
 * @param rule what the section must be, for messages
 */
public record TextMap(String values, String rule) implements ValueKind<Map<String, String>> {
  /** A map of any values. */
  public static final TextMap OF_ANYTHING =
      new TextMap("(?s).*", "a section { ... } of texts, numbers, true and false");

  /** A map of amounts. */
  public static final TextMap OF_AMOUNTS =
      new TextMap(
          "[1-9][0-9]{0,8}",
          "a section { ... } of whole numbers of at least 1, such as { gpu = 1 }");

  @Override
  public Map<String, String> convert(ConfigValue value) throws Unfit {
    if (!(value instanceof ConfigObject object)) {
      throw new Unfit(rule);
    }
    Map<String, String> texts = new TreeMap<>();
    collect("", object, texts);
    return Collections.unmodifiableMap(texts);
  }

  private void collect(String prefix, ConfigObject object, Map<String, String> texts) throws Unfit {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String name = prefix + entry.getKey();
      if (entry.getValue() instanceof ConfigObject section) {
        collect(name + ".", section, texts);
      } else if (Hocon.isScalar(entry.getValue())) {
        texts.put(name, Hocon.text(entry.getValue()));
      } else if (entry.getValue().valueType() != ConfigValueType.NULL) {
        throw new Unfit(rule);
      }
    }
  }

  @Override
  public Optional<String> broken(Map<String, String> value) {
    return value.values().stream().allMatch(one -> one.matches(values))
        ? Optional.empty()
        : Optional.of(rule);
  }
}
