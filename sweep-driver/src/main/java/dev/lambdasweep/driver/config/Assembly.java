package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.search.Samplers;
import dev.lambdasweep.driver.setting.JointRule;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.where.SqlConstraint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a configuration of merged layers, or reports all of their problems. */
final class Assembly {
  private static final SearchSpace NO_SPACE = new SearchSpace(List.of());

  private final MergedSettings layers;
  private final SettingTable table;
  private final String name;
  private final Problems problems;
  private final PointsReader points;
  private SpaceRules rules;

  /**
   * An assembly of one configuration.
   *
   * @param config resolved layers, the defaults the last
   * @param table the settings of its trainer
   * @param name name of the file
   */
  Assembly(Config config, SettingTable table, String name, Problems problems) {
    this.layers = new MergedSettings(config, table, name, problems);
    this.table = table;
    this.name = name;
    this.problems = problems;
    this.points = new PointsReader(table, problems);
    this.rules = new SpaceRules(NO_SPACE, new SpaceReader(table, problems), problems);
  }

  /**
   * The configuration of a new sweep, whose test images must not be training or validation images.
   * Plans of old sweeps, which may mix them, are read without this check.
   *
   * @throws dev.lambdasweep.core.UserException with all problems, if there is one
   */
  SweepConfig assembleNew() {
    SettingValues values = layers.values();
    layers.check(JointRule.TEST_APART, values);
    SweepConfig assembled = assemble(values);
    // reading a condition takes seconds, so it is not read again with every plan
    rules.checkWhere(assembled, layers.written(Settings.WHERE.path()));
    if (problems.any()) {
      throw problems.asException();
    }
    return assembled;
  }

  /**
   * The configuration.
   *
   * @throws dev.lambdasweep.core.UserException with all problems, if there is one
   */
  SweepConfig assemble() {
    return assemble(layers.values());
  }

  private SweepConfig assemble(SettingValues read) {
    SettingValues named =
        read.find(Settings.NAME).isPresent() ? read : read.with(Settings.NAME, baseName());
    SettingValues values = (hasOneLength() ? named : named.at(Settings.EPOCHS, 1)).asBase();
    JointRule.of(table).forEach(rule -> layers.check(rule, values));
    if (table.isCommand()) {
      new CommandWords(table, problems).check(layers.written(Settings.RUN.path()));
    }
    String sampler = values.get(Settings.SAMPLER);
    SearchSpace space = constrained(space(sampler), values);
    List<Point> listed = points(sampler, space);
    SweepConfig assembled =
        new SweepConfig(values, listed.isEmpty() ? space : NO_SPACE, List.copyOf(listed));
    if (!problems.any()) {
      rules.checkUse(assembled);
      checkLengths(assembled);
      points.checkUse(assembled);
    }
    if (problems.any()) {
      throw problems.asException();
    }
    return assembled;
  }

  private static SearchSpace constrained(SearchSpace space, SettingValues values) {
    Optional<String> where = values.find(Settings.WHERE);
    return where.isPresent() && !space.dimensions().isEmpty()
        ? space.with(new SqlConstraint(where.get(), space.hyperparameters()))
        : space;
  }

  /** Points of different lengths cannot be compared before their end. */
  private void checkLengths(SweepConfig assembled) {
    if (Settings.isStopping(assembled.values())) {
      assembled.dimensions().stream()
          .map(dimension -> dimension.hyperparameter())
          .filter(
              searched -> table.lengths().contains(searched) || searched.equals(Settings.STEP_SIZE))
          .forEach(
              searched ->
                  problems.add(
                      layers.written(Settings.STOPPING_RULE.path()),
                      "invalid %s: %s, must be none where %s is searched, on which the length of a training depends"
                          .formatted(
                              Settings.STOPPING_RULE,
                              assembled.get(Settings.STOPPING_RULE),
                              searched)));
    }
  }

  private List<Point> points(String sampler, SearchSpace space) {
    ConfigValue written = layers.written(Settings.POINTS);
    if (!(written instanceof ConfigList list)) {
      problems.add(
          written, Problems.invalid(Settings.POINTS, written, "a list of points [{ ... }, ...]"));
      return List.of();
    }
    if (!list.isEmpty() && !space.dimensions().isEmpty()) {
      problems.add(
          written,
          "%s and %s are both set, must be only one of them"
              .formatted(Settings.SPACE, Settings.POINTS));
    }
    if (!list.isEmpty() && !List.of(Samplers.AUTO, Samplers.GRID).contains(sampler)) {
      problems.add(
          layers.written(Settings.SAMPLER.path()),
          "invalid sweep.sampler: %s, must be auto or grid where points are listed"
              .formatted(sampler));
    }
    ConfigValue where = layers.written(Settings.WHERE.path());
    if (!list.isEmpty() && where.valueType() != ConfigValueType.NULL) {
      problems.add(
          where,
          "%s and %s are both set, must be only one of them"
              .formatted(Settings.WHERE, Settings.POINTS));
    }
    List<Point> read = points.read(list);
    points.checkOverrides(layers);
    return read;
  }

  /** Exactly one of the network's lengths must be set, whether or not its value is allowed. */
  private boolean hasOneLength() {
    if (table.lengths().isEmpty()) {
      return true;
    }
    List<String> set =
        table.lengths().stream()
            .map(Setting::path)
            .filter(path -> layers.written(path).valueType() != ConfigValueType.NULL)
            .toList();
    if (set.size() == 1) {
      return true;
    }
    String text =
        "exactly one of %s must be set, found %s"
            .formatted(
                table.lengths().stream().map(Setting::path).collect(Collectors.joining(", ")),
                set.isEmpty() ? "none" : String.join(" and ", set));
    if (set.isEmpty()) {
      problems.add(name, text);
    } else {
      problems.add(layers.written(set.get(set.size() - 1)), text);
    }
    return false;
  }

  private String baseName() {
    String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  private SearchSpace space(String sampler) {
    ConfigValue written = layers.written(Settings.SPACE);
    if (!(written instanceof ConfigObject object)) {
      problems.add(
          written, Problems.invalid(Settings.SPACE, written, "a section { ... } of dimensions"));
      return NO_SPACE;
    }
    SpaceReader reader = new SpaceReader(table, problems);
    SearchSpace space = reader.read(object);
    rules = new SpaceRules(space, reader, problems);
    rules.checkGrid(sampler);
    rules.checkLengths(table);
    rules.checkOverrides(layers);
    return space;
  }
}
