package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Unfit;
import dev.lambdasweep.driver.space.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code sweep.points}, in the order of the list, and checks each point together with the
 * other settings.
 */
final class PointsReader {
  private final SettingTable table;
  private final Problems problems;
  private final List<Point> points = new ArrayList<>();
  private final Map<Point, Integer> first = new HashMap<>();
  private final List<ConfigValue> places = new ArrayList<>();
  private final List<Map<Setting<?>, HyperparameterEntries.Entry>> entries = new ArrayList<>();

  PointsReader(SettingTable table, Problems problems) {
    this.table = table;
    this.problems = problems;
  }

  /** The points that can be read. */
  List<Point> read(ConfigList list) {
    if (list.size() > Settings.MOST_POINTS) {
      problems.add(
          list,
          "invalid %s: %d points, must be at most %d"
              .formatted(Settings.POINTS, list.size(), Settings.MOST_POINTS));
      return points;
    }
    for (int i = 0; i < list.size(); i++) {
      ConfigValue element = list.get(i);
      String name = name(i);
      if (element instanceof ConfigObject object) {
        add(name, object);
      } else {
        problems.add(
            element, Problems.invalid(name, element, "a point { hyperparameter = value, ... }"));
      }
    }
    return List.copyOf(points);
  }

  private void add(String name, ConfigObject object) {
    Map<Setting<?>, HyperparameterEntries.Entry> named =
        HyperparameterEntries.in(name, object, table, problems);
    Map<String, Object> values = new LinkedHashMap<>();
    named.forEach(
        (hyperparameter, entry) -> {
          try {
            MergedSettings.checkRegistered(hyperparameter, entry.value());
            values.put(hyperparameter.path(), hyperparameter.parsePlain(entry.value()));
          } catch (Unfit unfit) {
            problems.add(
                entry.value(), Problems.invalid(entry.name(), entry.value(), unfit.rule()));
          }
        });
    Point point = new Point(values);
    Integer same = first.putIfAbsent(point, points.size());
    if (same != null) {
      problems.add(object, "%s is the same point as %s".formatted(name, name(same)));
    }
    if (named.keySet().stream().filter(table.lengths()::contains).count() > 1) {
      problems.add(object, name + " has two lengths, must have one of epochs, updates, cycles");
    }
    points.add(point);
    places.add(object);
    entries.add(named);
  }

  /** A value on the command line has no effect if every point sets the hyperparameter. */
  void checkOverrides(MergedSettings layers) {
    for (Setting<?> hyperparameter : table.hyperparameters()) {
      ConfigValue value = layers.written(hyperparameter.path());
      boolean isSet =
          !points.isEmpty()
              && points.stream()
                  .allMatch(point -> point.values().containsKey(hyperparameter.path()));
      if (isSet && Problems.isFromCommandLine(value)) {
        problems.add(
            value,
            "%s is set by every point of %s (change it there)"
                .formatted(hyperparameter.shortName(), Settings.POINTS));
      }
    }
  }

  /** The values of a point must be allowed, and have an effect, with the file's other settings. */
  void checkUse(SweepConfig config) {
    for (int i = 0; i < points.size(); i++) {
      try {
        checkUse(entries.get(i), config.with(points.get(i).values()));
      } catch (UserException e) {
        ConfigValue place = places.get(i);
        String name = name(i);
        e.getMessage()
            .lines()
            .filter(line -> line.startsWith("  "))
            .forEach(line -> problems.add(place, name + ": " + line.strip()));
      }
    }
  }

  private void checkUse(Map<Setting<?>, HyperparameterEntries.Entry> named, SweepConfig at) {
    named.forEach(
        (hyperparameter, entry) -> {
          if (!hyperparameter.appliesTo(at.values())) {
            problems.add(
                entry.value(),
                entry.name() + " has no effect with the other settings (see reference.conf)");
          }
        });
  }

  private static String name(int point) {
    return Settings.POINTS + "[" + point + "]";
  }
}
