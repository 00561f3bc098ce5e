package dev.lambdasweep.driver.search;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.space.Condition;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Integers;
import dev.lambdasweep.driver.space.Listed;
import dev.lambdasweep.driver.space.LogUniform;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.space.Uniform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builder of spaces whose hyperparameters are those of a trainer. */
public final class SearchSpaces {
  /** What the full keys begin with. */
  public static final String PREFIX = "trainer.parameters.";

  private final List<String> names;
  private final List<Dimension> dimensions = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();

  /** A space of variables in that order. */
  public SearchSpaces(String... names) {
    this.names = List.of(names);
  }

  public SearchSpaces uniform(String name, double low, double high) {
    dimensions.add(new Uniform(hyperparameter(Parameter.real(name, 0)), low, high, 0));
    return this;
  }

  public SearchSpaces logUniform(String name, double low, double high) {
    dimensions.add(new LogUniform(hyperparameter(Parameter.real(name, 0)), low, high, 0));
    return this;
  }

  /** Whole numbers whose logarithms are evenly spread. */
  public SearchSpaces logWhole(String name, long low, long high) {
    dimensions.add(
        new LogUniform(
            hyperparameter(Parameter.whole(name, low, low, high)), (double) low, (double) high, 0));
    return this;
  }

  public SearchSpaces integers(String name, long low, long high) {
    dimensions.add(new Integers(hyperparameter(Parameter.whole(name, low, low, high)), low, high));
    return this;
  }

  public SearchSpaces choice(String name, Object... values) {
    dimensions.add(new Listed(hyperparameter(Parameter.text(name, "")), List.of(values)));
    return this;
  }

  public SearchSpaces listed(String name, Object... values) {
    dimensions.add(new Listed(hyperparameter(Parameter.real(name, 0)), List.of(values)));
    return this;
  }

  /** One variable is active where another one has one of these values. */
  public SearchSpaces when(String child, String parent, Object... values) {
    conditions.add(new Condition(of(child), of(parent), List.of(values)));
    return this;
  }

  public SearchSpace build() {
    return new SearchSpace(dimensions, conditions);
  }

  /** The point with those values, by the variables' names. */
  public static Point point(SearchSpace space, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>();
    values.forEach((name, value) -> all.put(PREFIX + name, value));
    return space.point(
        space.dimensions().stream()
            .map(dimension -> all.get(dimension.hyperparameter().path()))
            .toList());
  }

  private Setting<?> hyperparameter(Parameter parameter) {
    // declared among parameters of all names, so that the order is that of the names
    List<Parameter> all = new ArrayList<>();
    for (String name : names) {
      all.add(name.equals(parameter.name()) ? parameter : Parameter.real(name, 0));
    }
    return SettingTable.of("function", all, List.of(Metric.minimize("value")))
        .hyperparameter(PREFIX + parameter.name())
        .orElseThrow();
  }

  private Setting<?> of(String name) {
    return dimensions.stream()
        .map(Dimension::hyperparameter)
        .filter(hyperparameter -> hyperparameter.path().equals(PREFIX + name))
        .findFirst()
        .orElseThrow();
  }
}
