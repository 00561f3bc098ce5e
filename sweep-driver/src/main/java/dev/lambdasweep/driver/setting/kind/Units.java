package dev.lambdasweep.driver.setting.kind;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Units of each hidden layer: a list of whole numbers, or one number for one layer. */
public record Units() implements ValueKind<List<Integer>> {
  /** What a column holds for a network without hidden layers. */
  public static final String NO_LAYERS = "none";

  private static final String TYPE = "a list of whole numbers";
  private static final Whole LAYER = Whole.atLeast(1);

  @Override
  public List<Integer> convert(ConfigValue value) throws Unfit {
    List<ConfigValue> layers = value instanceof ConfigList list ? list : Arrays.asList(value);
    List<Integer> units = new ArrayList<>();
    for (ConfigValue layer : layers) {
      if (layer.valueType() == ConfigValueType.LIST) {
        throw new Unfit(TYPE);
      }
      long count = LAYER.convert(layer);
      if (LAYER.broken(count).isPresent()) {
        throw new Unfit(TYPE + ", each " + LAYER.broken(count).orElseThrow());
      }
      units.add((int) count);
    }
    return List.copyOf(units);
  }

  @Override
  public Optional<String> broken(List<Integer> units) {
    return units.stream()
        .flatMap(count -> LAYER.broken((long) count).stream())
        .findFirst()
        .map(rule -> TYPE + ", each " + rule);
  }

  @Override
  public Object plain(List<Integer> units) {
    return units.stream().map(Integer::longValue).toList();
  }

  @Override
  public Object cell(List<Integer> units) {
    return units.isEmpty()
        ? NO_LAYERS
        : units.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  @Override
  public boolean isNumber() {
    return true;
  }

  @Override
  public Object nearest(double number) {
    return List.of(Math.round(number));
  }
}
