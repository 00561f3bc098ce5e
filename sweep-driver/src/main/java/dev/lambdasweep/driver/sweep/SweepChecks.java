package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.DataReader;
import dev.lambdasweep.driver.data.SweepData;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.source.Sources;
import dev.lambdasweep.driver.store.Origin;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.Sweep;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** What must hold before a sweep trains. */
public final class SweepChecks {
  private SweepChecks() {}

  /** The configuration with the source that was found, where it says {@code auto}. */
  public static SweepConfig withSource(SweepConfig file, Configuration hadoop) {
    String source = Sources.of(file.data().values(), hadoop).name();
    SweepConfig found = file.with(Map.of(Settings.SOURCE.path(), source));
    // thousands of points may be derived from it
    return new SweepConfig(found.values().asBase(), found.space(), found.points());
  }

  /** What the plan will hold must be readable again: a space that was made by rule is no file's. */
  static void requireReadable(SweepConfig config) {
    try {
      ConfigReader.fromJson(config.toJson());
    } catch (UserException e) {
      throw new UserException("Cannot train this space with these settings: " + e.getMessage(), e);
    }
  }

  /** A sweep of an older version may have mixed them; a new one's file is refused. */
  static void requireTestApart(List<Generation> parts, Sweep sweep, Configuration hadoop) {
    for (Generation part : parts) {
      for (DataSection section : part.sections()) {
        List<String> mixed = DataReader.of(section, hadoop).mixedParts();
        if (!mixed.isEmpty()) {
          throw UserException.of(
              "Cannot go on with %s: it trains or validates on images to test with, %s (start"
                  + " another sweep, with other parts)",
              sweep.id(), String.join(", ", mixed));
        }
      }
    }
  }

  /** Rows of one sweep must come from the same data. */
  static void requireSameData(List<Plan> plans, List<Generation> parts, SweepData data) {
    for (int i = 0; i < plans.size(); i++) {
      Plan plan = plans.get(i);
      Origin origin = plan.origin();
      List<DataSection> sections = parts.get(i).sections();
      if (!data.sha256(sections).equals(origin.dataSha256())) {
        throw otherImages(plan, data, "images");
      }
      // a plan of an older version does not have it
      if (!origin.testSha256().isEmpty()
          && !data.testSha256(sections).equals(origin.testSha256())) {
        throw otherImages(plan, data, "test images");
      }
    }
  }

  private static UserException otherImages(Plan plan, SweepData data, String which) {
    return UserException.of(
        "Cannot go on with %s: %s holds other %s than those it was started on, %s (give the same"
            + " ones with --data)",
        plan.sweep().id(), data.description(), which, plan.origin().dataDescription());
  }
}
