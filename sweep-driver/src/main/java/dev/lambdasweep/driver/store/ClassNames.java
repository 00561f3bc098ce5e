package dev.lambdasweep.driver.store;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.source.SourceType;
import dev.lambdasweep.driver.source.Sources;
import java.util.List;

/** Names of the classes that a sweep's trials predict. */
public final class ClassNames {
  private ClassNames() {}

  /**
   * The names by class; empty if the data do not name them, or the plan cannot be read.
   *
   * @param plan first part of the sweep's plan
   */
  public static List<String> of(Plan plan) {
    try {
      String source = ConfigReader.fromJson(plan.configuration()).data().source();
      return Sources.named(source).map(SourceType::classNames).orElse(List.of());
    } catch (UserException e) {
      return List.of();
    }
  }
}
