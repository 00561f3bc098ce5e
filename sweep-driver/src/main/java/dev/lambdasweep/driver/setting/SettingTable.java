package dev.lambdasweep.driver.setting;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.driver.setting.kind.Flag;
import dev.lambdasweep.driver.setting.kind.OneOf;
import dev.lambdasweep.driver.setting.kind.Real;
import dev.lambdasweep.driver.setting.kind.Text;
import dev.lambdasweep.driver.setting.kind.ValueKind;
import dev.lambdasweep.driver.setting.kind.Whole;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of sweeps with one trainer: every key of reference.conf but {@code sweep.space} and
 * {@code sweep.points}, and the parameters that the trainer declares. Their order is that of a
 * space's dimensions.
 *
 * <p>The hyperparameters of the trainer {@code network} are those of {@code data}, {@code network}
 * and {@code training}. For any other trainer, they are those of {@code data} and the declared
 * parameters; {@code network} and {@code training} can be set, but have no effect.
 */
public final class SettingTable implements Serializable {
  private static final long serialVersionUID = 1;
  private static final SettingTable NETWORK =
      new SettingTable(
          Settings.NETWORK,
          List.of(),
          NetworkMetrics.ALL,
          Settings.all(),
          Settings.hyperparameters(),
          true);

  private final String trainer;
  private final transient List<Parameter> parameters;
  private final transient List<Metric> metrics;
  private final transient List<Setting<?>> all;
  private final transient List<Setting<?>> hyperparameters;
  private final transient List<Setting<Long>> lengths;
  private final transient Map<String, Setting<?>> byPath = new HashMap<>();
  private final transient Map<String, Setting<?>> byName = new HashMap<>();

  private SettingTable(
      String trainer,
      List<Parameter> parameters,
      List<Metric> metrics,
      List<Setting<?>> all,
      List<Setting<?>> hyperparameters,
      boolean hasLength) {
    this.trainer = trainer;
    this.parameters = List.copyOf(parameters);
    this.metrics = List.copyOf(metrics);
    this.all = List.copyOf(all);
    this.hyperparameters = List.copyOf(hyperparameters);
    this.lengths = hasLength ? Settings.lengths() : List.of();
    all.forEach(setting -> byPath.put(setting.path(), setting));
    for (Setting<?> hyperparameter : hyperparameters) {
      byName.put(hyperparameter.path(), hyperparameter);
      byName.put(hyperparameter.shortName(), hyperparameter);
    }
  }

  /** The table of the trainer {@code network}. */
  public static SettingTable network() {
    return NETWORK;
  }

  /**
   * The table of a trainer.
   *
   * @param trainer name of the trainer; {@code network} has no parameters of its own
   * @param parameters declared parameters
   * @param metrics declared metrics; none if they are not known
   * @throws UserException if a parameter has the name of another hyperparameter or of its column
   */
  public static SettingTable of(String trainer, List<Parameter> parameters, List<Metric> metrics) {
    if (trainer.equals(Settings.NETWORK)) {
      if (!parameters.isEmpty()) {
        throw refused(trainer, "the name of the built-in trainer is taken", "rename the trainer");
      }
      return NETWORK;
    }
    List<Setting<?>> hyperparameters =
        new ArrayList<>(
            Settings.hyperparameters().stream()
                .filter(setting -> setting.path().startsWith("data."))
                .toList());
    List<Setting<?>> declared = new ArrayList<>();
    for (Parameter parameter : parameters) {
      declared.add(setting(parameter, Settings.all().size() + declared.size()));
    }
    checkNames(trainer, hyperparameters, declared);
    hyperparameters.addAll(declared);
    return new SettingTable(
        trainer,
        parameters,
        metrics,
        Stream.concat(Settings.all().stream(), declared.stream()).toList(),
        hyperparameters,
        false);
  }

  private static Setting<?> setting(Parameter parameter, int place) {
    return new Setting.Row<>(Settings.PARAMETERS + "." + parameter.name(), kind(parameter))
        .tunable(parameter.name())
        .at(place);
  }

  private static ValueKind<?> kind(Parameter parameter) {
    return switch (parameter.kind()) {
      case REAL -> Real.between(parameter.low(), parameter.high());
      case WHOLE ->
          new Whole((long) Math.ceil(parameter.low()), (long) Math.floor(parameter.high()));
      case TEXT -> parameter.choices().isEmpty() ? new Text(true) : new OneOf(parameter.choices());
      case FLAG -> new Flag();
    };
  }

  private static void checkNames(
      String trainer, List<Setting<?>> others, List<Setting<?>> declared) {
    Set<String> names = new HashSet<>();
    for (Setting<?> parameter : declared) {
      if (!names.add(parameter.shortName())) {
        throw refused(
            trainer,
            "it declares the parameter %s twice".formatted(parameter.shortName()),
            "rename one of them");
      }
      for (Setting<?> other : others) {
        if (other.shortName().equals(parameter.shortName())
            || other.column().equals(parameter.column())) {
          throw refused(
              trainer,
              "its parameter %s has the name of %s".formatted(parameter.shortName(), other),
              "rename the parameter");
        }
      }
    }
  }

  private static UserException refused(String trainer, String cause, String remedy) {
    return UserException.of("Cannot use the trainer %s: %s (%s)", trainer, cause, remedy);
  }

  /** Name of the trainer. */
  public String trainer() {
    return trainer;
  }

  /** Whether the trainer is the built-in one. */
  public boolean isNetwork() {
    return trainer.equals(Settings.NETWORK);
  }

  /** Whether the trainer is the built-in one that runs a program. */
  public boolean isCommand() {
    return trainer.equals(Settings.COMMAND);
  }

  /** What the trainer declares; none for {@code network}. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /**
   * The metrics that can rank trials; the first is the default of another trainer than {@code
   * network}. None if what the trainer declares is not known.
   */
  public List<Metric> metrics() {
    return metrics;
  }

  /** All settings, in order. */
  public List<Setting<?>> all() {
    return all;
  }

  /** Those that can be dimensions and have columns, in the same order. */
  public List<Setting<?>> hyperparameters() {
    return hyperparameters;
  }

  /**
   * The settings of which exactly one has a value; none for a trainer other than {@code network}.
   */
  public List<Setting<Long>> lengths() {
    return lengths;
  }

  /** The other settings of which at most one, or this one, has a value. */
  public List<Setting<?>> alternatives(Setting<?> setting) {
    return Stream.<List<? extends Setting<?>>>of(
            lengths, Settings.validations(), Settings.tests(), Settings.tables())
        .filter(group -> group.contains(setting))
        .<Setting<?>>flatMap(List::stream)
        .filter(other -> !other.equals(setting))
        .toList();
  }

  /** The setting with that full key. */
  public Optional<Setting<?>> setting(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** The hyperparameter with that full key or short name. */
  public Optional<Setting<?>> hyperparameter(String keyOrShortName) {
    return Optional.ofNullable(byName.get(keyOrShortName));
  }

  private Object writeReplace() {
    return new Declaration(trainer, parameters, metrics);
  }

  /** A table as it is serialized: its settings hold functions, so they are created again. */
  private record Declaration(String trainer, List<Parameter> parameters, List<Metric> metrics)
      implements Serializable {
    private Object readResolve() {
      return of(trainer, parameters, metrics);
    }
  }
}
