package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.analysis.Narrowing;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.search.Samplers;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.SearchSpace;
import dev.lambdasweep.driver.sql.SqlValues;
import dev.lambdasweep.driver.where.SqlConstraint;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Determines the space that a refining sweep searches. */
public final class Refinement {
  private Refinement() {}

  /**
   * The configuration of a refining sweep: with the file's own space or, if it has none, its
   * parent's space narrowed to the points that cannot be distinguished from the best one.
   *
   * @param byRule whether to narrow the parent's space even if the file defines its own
   * @param notes receives a line on how the space was narrowed
   * @throws UserException if neither the file nor the parent has a space
   */
  public static SweepConfig of(
      SweepConfig config, Parent parent, boolean byRule, Consumer<String> notes) {
    return byRule || config.dimensions().isEmpty() ? narrowed(config, parent, notes) : config;
  }

  private static SweepConfig narrowed(SweepConfig config, Parent parent, Consumer<String> notes) {
    List<Dimension> searched = parent.config().dimensions();
    if (searched.isEmpty()) {
      throw UserException.of(
          "Cannot refine %s: it has no search space (set sweep.space in the file)",
          parent.sweep().id());
    }
    boolean grid = config.get(Settings.SAMPLER).equals(Samplers.GRID);
    int gridPoints =
        (int)
            Math.max(2, Math.round(Math.pow(config.count(Settings.TRIALS), 1.0 / searched.size())));
    Narrowing narrowing =
        Narrowing.of(
            new SearchSpace(searched, parent.config().space().conditions()),
            parent.tied(),
            parent.bestFirst(),
            parent.failed(),
            grid ? gridPoints : 0);
    int tied = parent.tied().size();
    if (tied > 1) {
      notes.accept(
          String.format(
              "%d points of %s cannot be distinguished from the best at level %s; the refined"
                  + " space spans them (set refine.level=1 to span only the best).",
              tied, parent.sweep().id(), SqlValues.readable(config.get(Settings.LEVEL))));
    }
    narrowing.warnings().forEach(notes);
    return constrained(config, parent, narrowing.space(), notes);
  }

  /** With the condition of the file or, if it has none, of the parent, where it applies. */
  private static SweepConfig constrained(
      SweepConfig config, Parent parent, SearchSpace space, Consumer<String> notes) {
    Optional<String> where =
        config.find(Settings.WHERE).or(() -> parent.config().find(Settings.WHERE));
    if (where.isEmpty()) {
      return config.withSpace(space);
    }
    SqlConstraint constraint = new SqlConstraint(where.get(), space.hyperparameters());
    Optional<String> problem = constraint.problem();
    if (problem.isPresent()) {
      notes.accept(
          String.format(
              "The refined space ignores %s = %s, which is not %s.",
              Settings.WHERE, where.get(), problem.get()));
      SettingValues without = config.values().only(setting -> !setting.equals(Settings.WHERE));
      return new SweepConfig(without, space, List.of());
    }
    SettingValues with = config.values().with(Settings.WHERE, where.get()).asBase();
    return new SweepConfig(with, space.with(constraint), List.of());
  }
}
