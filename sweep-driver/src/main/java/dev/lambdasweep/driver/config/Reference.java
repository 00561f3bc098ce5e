package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.setting.kind.MetricName;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The lowest layers: reference.conf, and the defaults that a trainer declares. */
final class Reference {
  /** Defaults of every key of reference.conf. */
  static final Config FILE = file();

  /** Meaning of keys that plans of earlier versions do not have. */
  static final Config EARLIER =
      earlier(Settings.LAST_BATCH, Hocon.kebab(Batching.LastBatch.KEEP))
          .withFallback(earlier(Settings.METRIC, MetricName.of(NetworkMetrics.VALID_ACCURACY)));

  private Reference() {}

  private static Config earlier(Setting<?> setting, String value) {
    return ConfigFactory.empty()
        .withValue(setting.path(), ConfigValueFactory.fromAnyRef(value, "an earlier version"));
  }

  /** Defaults of all settings of a table. */
  static Config of(SettingTable table) {
    return TrainerSection.defaults(table).withFallback(FILE);
  }

  /** Other libraries may have a reference.conf too; only our sections are taken. */
  private static Config file() {
    Config all = ConfigFactory.parseResources(Reference.class.getClassLoader(), "reference.conf");
    Config ours = ConfigFactory.empty();
    Set<String> sections =
        Settings.all().stream()
            .map(key -> key.path().substring(0, key.path().indexOf('.')))
            .collect(Collectors.toCollection(TreeSet::new));
    for (String section : sections) {
      if (all.hasPath(section)) {
        ours = ours.withFallback(all.withOnlyPath(section));
      }
    }
    return ours.resolve();
  }
}
