package dev.lambdasweep.driver.setting;

import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.setting.kind.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A constraint on several settings.
 *
 * @param settings settings it concerns; a problem is reported at the first that is not at its
 *     default
 * @param test finds what is wrong with values; empty if nothing is
 */
public record JointRule(List<Setting<?>> settings, Function<SettingValues, Optional<String>> test) {
  /** Settings that only the rows of a table can follow. */
  private static final List<Setting<?>> FOR_TABLES =
      Stream.concat(Stream.of(Settings.VALIDATION_COLUMN), Settings.tests().stream()).toList();

  private static final JointRule RATES_IN_ORDER =
      new JointRule(
          List.of(Settings.RATE_LOW, Settings.RATE_HIGH),
          values ->
              invalidIf(
                  values.get(Settings.RATE_LOW) > values.get(Settings.RATE_HIGH),
                  Settings.RATE_LOW,
                  values,
                  "at most high = " + values.get(Settings.RATE_HIGH)));

  private static final JointRule CYCLES_OF_A_TRIANGLE =
      new JointRule(
          List.of(Settings.CYCLES, Settings.SCHEDULE, Settings.STEP_SIZE), JointRule::cycles);

  private static final JointRule FOLDS_OF_ONE_POOL =
      new JointRule(
          List.of(Settings.FOLDS, Settings.VALIDATION_PARTS),
          values ->
              values.find(Settings.FOLDS).isEmpty()
                  ? Optional.empty()
                  : invalidIf(
                      !values.get(Settings.VALIDATION_PARTS).isEmpty(),
                      Settings.FOLDS,
                      values,
                      "null with " + Settings.VALIDATION_PARTS));

  private static final JointRule MEAN_OF_SCALED =
      new JointRule(
          List.of(Settings.MISSING, Settings.SCALE),
          values ->
              values.get(Settings.MISSING) == MissingValues.MEAN
                      && values.get(Settings.SCALE) == Scaling.NONE
                  // a missing number becomes 0, which is the mean of standardized numbers alone
                  ? Optional.of(
                      "invalid %s: none, must be standardize with missing = mean"
                          .formatted(Settings.SCALE))
                  : Optional.empty());

  private static final JointRule SOMETHING_TO_RUN =
      new JointRule(
          List.of(Settings.RUN, Settings.TRAINER),
          values ->
              values.get(Settings.RUN).isEmpty()
                  ? Optional.of(
                      "invalid %s: [], must be a program and its arguments".formatted(Settings.RUN))
                  : Optional.empty());

  private static final JointRule NOTHING_TO_RUN =
      new JointRule(
          List.of(Settings.RUN),
          values ->
              values.get(Settings.RUN).isEmpty()
                  ? Optional.empty()
                  : Optional.of(
                      "%s is set, but %s is %s, must be %s"
                          .formatted(
                              Settings.RUN,
                              Settings.TRAINER,
                              values.get(Settings.TRAINER),
                              Settings.COMMAND)));

  private static final JointRule LENGTH_OF_THE_NETWORK =
      new JointRule(
          List.of(Settings.STOPPING_LENGTH),
          values ->
              values
                  .find(Settings.STOPPING_LENGTH)
                  .map(
                      steps ->
                          "invalid %s: %d, must be null with %s = %s, whose length follows from training"
                              .formatted(
                                  Settings.STOPPING_LENGTH,
                                  steps,
                                  Settings.TRAINER,
                                  Settings.NETWORK)));

  private static final JointRule LENGTH_OF_OTHER_TRAINERS =
      new JointRule(
          List.of(Settings.STOPPING_RULE, Settings.STOPPING_LENGTH),
          values ->
              Settings.isStopping(values) && values.find(Settings.STOPPING_LENGTH).isEmpty()
                  ? Optional.of(
                      "invalid %s: null, must be the number of steps of a full training with %s = %s"
                          .formatted(
                              Settings.STOPPING_LENGTH,
                              Settings.STOPPING_RULE,
                              values.get(Settings.STOPPING_RULE)))
                  : Optional.empty());

  private static final JointRule GOAL_OF_OTHER_METRICS =
      new JointRule(
          List.of(Settings.GOAL, Settings.METRIC),
          values ->
              values
                  .get(Settings.METRIC)
                  .filter(metric -> values.get(Settings.GOAL).isEmpty())
                  .filter(
                      metric ->
                          NetworkMetrics.ALL.stream()
                              .noneMatch(known -> MetricName.of(known).equals(metric)))
                  .map(
                      metric ->
                          "invalid %s: auto, must be minimize or maximize for %s"
                              .formatted(Settings.GOAL, metric)));

  private static final List<JointRule> DATA =
      List.of(
          atMostOneOf(Settings.validations()),
          atMostOneOf(Settings.tests()),
          atMostOneOf(Settings.tables()),
          FOLDS_OF_ONE_POOL,
          MEAN_OF_SCALED,
          new JointRule(FOR_TABLES, JointRule::onlyOfTables));

  /** Test images must not be training or validation images; plans of old sweeps may mix them. */
  public static final JointRule TEST_APART =
      new JointRule(
          List.of(Settings.TEST_PARTS, Settings.VALIDATION_PARTS, Settings.TRAINING_PARTS),
          JointRule::testParts);

  /** Copies the settings in. */
  public JointRule {
    settings = List.copyOf(settings);
  }

  /** The rules that apply to all sweeps of a trainer, including old plans. */
  public static List<JointRule> of(SettingTable table) {
    List<JointRule> rules = new ArrayList<>(DATA);
    rules.addAll(
        table.isNetwork()
            ? List.of(RATES_IN_ORDER, CYCLES_OF_A_TRIANGLE, LENGTH_OF_THE_NETWORK)
            : List.of(LENGTH_OF_OTHER_TRAINERS));
    rules.addAll(
        table.isCommand()
            ? List.of(SOMETHING_TO_RUN, GOAL_OF_OTHER_METRICS)
            : List.of(NOTHING_TO_RUN));
    return List.copyOf(rules);
  }

  private static Optional<String> onlyOfTables(SettingValues values) {
    String source = values.get(Settings.SOURCE);
    // which source auto selects is known later, and then checked again
    return Settings.isTable(values) || source.equals("auto")
        ? Optional.empty()
        : FOR_TABLES.stream()
            .filter(setting -> values.find(setting).isPresent())
            .findFirst()
            .map(
                setting ->
                    "invalid %s: %s, must be null where data.source is %s"
                        .formatted(setting, values.plain().get(setting.path()), source));
  }

  private static JointRule atMostOneOf(List<Setting<?>> group) {
    return new JointRule(
        group,
        values -> {
          List<String> set =
              group.stream()
                  .filter(setting -> values.find(setting).isPresent())
                  .map(Setting::path)
                  .toList();
          return set.size() < 2
              ? Optional.empty()
              : Optional.of(
                  "at most one of %s may be set, found %s"
                      .formatted(
                          group.stream().map(Setting::path).collect(Collectors.joining(", ")),
                          String.join(" and ", set)));
        });
  }

  private static Optional<String> cycles(SettingValues values) {
    if (values.find(Settings.CYCLES).isEmpty()) {
      return Optional.empty();
    }
    if (values.get(Settings.SCHEDULE) != ScheduleName.TRIANGULAR) {
      return invalidIf(
          true,
          Settings.CYCLES,
          values,
          "null with schedule = " + Hocon.kebab(values.get(Settings.SCHEDULE)));
    }
    long stepSize = values.get(Settings.STEP_SIZE);
    long most = Integer.MAX_VALUE / (2 * stepSize);
    return invalidIf(
        values.get(Settings.CYCLES) > most,
        Settings.CYCLES,
        values,
        "at most %d with step-size = %d".formatted(most, stepSize));
  }

  private static Optional<String> testParts(SettingValues values) {
    List<String> mixed = mixedParts(values);
    return mixed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "invalid %s: %s, must not contain any part of %s or %s"
                .formatted(
                    Settings.TEST_PARTS,
                    String.join(", ", values.get(Settings.TEST_PARTS)),
                    Settings.TRAINING_PARTS,
                    Settings.VALIDATION_PARTS));
  }

  /** Parts to test on that are also trained or validated on; there should be none. */
  private static List<String> mixedParts(SettingValues values) {
    return values.get(Settings.TEST_PARTS).stream()
        .filter(
            part ->
                values.get(Settings.TRAINING_PARTS).contains(part)
                    || values.get(Settings.VALIDATION_PARTS).contains(part))
        .toList();
  }

  private static Optional<String> invalidIf(
      boolean isBroken, Setting<?> setting, SettingValues values, String rule) {
    return isBroken
        ? Optional.of("invalid %s: %s, must be %s".formatted(setting, values.get(setting), rule))
        : Optional.empty();
  }
}
