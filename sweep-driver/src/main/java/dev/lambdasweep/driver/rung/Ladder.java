package dev.lambdasweep.driver.rung;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.SweepData;
import dev.lambdasweep.driver.setting.ScheduleName;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.stopping.StoppingRule;
import dev.lambdasweep.driver.stopping.StoppingRules;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.TrainerWithLength;
import dev.lambdasweep.driver.trial.TrainerWithLength.Length;
import dev.lambdasweep.driver.trial.TrainerWithLength.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The lengths at which a sweep compares its trainings. */
public final class Ladder {
  private static final String OR_NONE = "or set " + Settings.STOPPING_RULE + " = none";

  private final StoppingRule rule;
  private final OptionalLong first;
  private final long eta;
  private final Trainer trainer;
  private final double steps;

  private Ladder(StoppingRule rule, SweepConfig config, Trainer trainer) {
    this.rule = rule;
    Optional<Long> set = config.find(Settings.FIRST_RUNG);
    this.first = set.isPresent() ? OptionalLong.of(set.get()) : OptionalLong.empty();
    this.eta = config.get(Settings.ETA);
    this.trainer = trainer;
    this.steps = config.find(Settings.STOPPING_LENGTH).orElse(1L);
  }

  /** The ladder of a sweep; a final one trains in full. */
  public static Ladder of(SweepConfig config, Kind kind, Trainer trainer) {
    StoppingRule rule =
        kind == Kind.FINAL
            ? StoppingRules.of(StoppingRules.NONE, 2, OptionalLong.empty())
            : config.stoppingRule();
    return new Ladder(rule, config, trainer);
  }

  /** The rule by which trainings end. */
  public StoppingRule rule() {
    return rule;
  }

  /** Length of a training that is not stopped. */
  public Length length(ResolvedTrial trial, SweepData data) {
    return trainer instanceof TrainerWithLength known
        ? known.length(trial.values(), data.sets().get(trial.data()).dataset())
        : new Length(steps, Unit.STEP, 1);
  }

  /**
   * The rungs of trials that are compared with each other.
   *
   * @param trials at least one
   * @return ascending, in units of their lengths; empty if they are not compared
   * @throws UserException if their lengths differ, or leave no room for a rung
   */
  public List<Long> rungs(List<ResolvedTrial> trials, SweepData data) {
    if (isNone()) {
      return List.of();
    }
    ResolvedTrial one = trials.get(0);
    Length length = length(one, data);
    List<Long> rungs = rule.rungs(length.count());
    if (rungs.isEmpty()) {
      throw tooShort(length);
    }
    for (ResolvedTrial other : trials) {
      Length its = length(other, data);
      if (its.unit() != length.unit() || !rule.rungs(its.count()).equals(rungs)) {
        throw UserException.of(
            "Cannot compare trainings at rungs: trial %d trains for %s, and trial %d for %s (set a"
                + " length that is the same for all of them, such as %s, %s)",
            one.trial().number(), length, other.trial().number(), its, Settings.EPOCHS, OR_NONE);
      }
    }
    return rungs;
  }

  private boolean isNone() {
    return rule.rungs(Double.MAX_VALUE).isEmpty();
  }

  private UserException tooShort(Length length) {
    return first.isPresent()
        ? UserException.of(
            "Cannot compare trainings of %s at rungs: %s = %d, must be less (train longer, lower"
                + " it, %s)",
            length, Settings.FIRST_RUNG, first.getAsLong(), OR_NONE)
        : UserException.of(
            "Cannot compare trainings of %s at rungs: they are shorter than %s = %d (train longer,"
                + " set %s, %s)",
            length, Settings.ETA, eta, Settings.FIRST_RUNG, OR_NONE);
  }

  /**
   * What the trainings of trials cost that are compared with each other.
   *
   * @param trials at least one
   */
  public Cost cost(List<ResolvedTrial> trials, SweepData data) {
    int points = (int) trials.stream().map(trial -> trial.trial().number()).distinct().count();
    return Cost.of(
        rule,
        rungs(trials, data),
        length(trials.get(0), data).count(),
        points,
        trials.size() / points,
        trainer.continues());
  }

  /**
   * The rungs in words, one line each: how many trials train to which length, what that costs, and
   * where in their cycles trainings are compared.
   *
   * @param trials trials that are compared with each other, at least one
   * @return no line if they are not compared
   */
  public List<String> text(List<ResolvedTrial> trials, SweepData data) {
    List<Long> rungs = rungs(trials, data);
    if (rungs.isEmpty()) {
      return List.of();
    }
    Length length = length(trials.get(0), data);
    Cost cost = cost(trials, data);
    List<String> stages = new ArrayList<>();
    for (int i = 0; i < cost.trainings().size(); i++) {
      if (cost.trainings().get(i) > 0) {
        double units = i < rungs.size() ? rungs.get(i) : length.count();
        stages.add("%d for %s".formatted(cost.trainings().get(i), length.unit().text(units)));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("trials that train: " + String.join(", ", stages));
    lines.add(
        "%d trials cost as much as %s full trainings"
            .formatted(trials.size(), String.format(Locale.ROOT, "%.3g", cost.work())));
    if (length.unit() == Unit.EPOCH && isCyclical(trials.get(0))) {
      lines.add("all trials are compared at the same point of their cycle");
    }
    return lines;
  }

  private boolean isCyclical(ResolvedTrial trial) {
    return trial.values().get(Settings.SCHEDULE) == ScheduleName.TRIANGULAR;
  }

  /**
   * Where a trial ends at a rung.
   *
   * @param number number of the rung, from 0
   * @param units length of the training there
   */
  public Rung rung(int number, long units, ResolvedTrial trial, SweepData data) {
    return new Rung(number, Math.toIntExact(units * length(trial, data).stepsPerUnit()));
  }
}
