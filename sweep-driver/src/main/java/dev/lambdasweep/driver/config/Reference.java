package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The lowest layers: reference.conf, and the defaults that a trainer declares. */
final class Reference {
  /** Defaults of every key of reference.conf. */
  static final Config FILE = file();

  /** Meaning of plans that were written before {@code training.last-batch} existed. */
  static final Config BEFORE_LAST_BATCH =
      ConfigFactory.empty()
          .withValue(
              Settings.LAST_BATCH.path(),
              ConfigValueFactory.fromAnyRef(
                  Hocon.kebab(Batching.LastBatch.KEEP), "an earlier version"));

  private Reference() {}

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
