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
   * The names by class: those of the table, or else of the source; empty if neither names them, or
   * the plan's configuration cannot be read.
   *
   * @param plan first part of the sweep's plan
   */
  public static List<String> of(Plan plan) {
    List<String> named = plan.origin().classNames();
    if (!named.isEmpty()) {
      return named;
    }
    try {
      String source = ConfigReader.fromJson(plan.configuration()).data().source();
      return Sources.named(source).map(SourceType::classNames).orElse(List.of());
    } catch (UserException e) {
      return List.of();
    }
  }
}
