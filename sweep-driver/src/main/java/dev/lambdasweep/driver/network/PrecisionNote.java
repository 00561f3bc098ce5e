package dev.lambdasweep.driver.network;

import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What to tell before a sweep trains in bfloat16 where that takes no less time. */
public final class PrecisionNote {
  static final String TEXT =
      "Note: bfloat16 is not faster than float32 on this processor, which has no instructions for"
          + " it.";

  private static final String BFLOAT16 = Hocon.kebab(Precision.BFLOAT16);

  private PrecisionNote() {}

  /** The note for trainings on this machine, in one line; empty if there is nothing to tell. */
  public static Optional<String> of(SweepConfig config) {
    return of(config, Blas::hasBfloat16);
  }

  /**
   * The note for a processor.
   *
   * @param hasBfloat16 whether it multiplies bfloat16; asked only for a sweep in bfloat16, since
   *     the answer loads a library
   */
  static Optional<String> of(SweepConfig config, BooleanSupplier hasBfloat16) {
    return mayTrainInBfloat16(config) && !hasBfloat16.getAsBoolean()
        ? Optional.of(TEXT)
        : Optional.empty();
  }

  private static boolean mayTrainInBfloat16(SweepConfig config) {
    if (!config.table().isNetwork()) {
      return false;
    }
    if (!config.points().isEmpty()) {
      return config.points().stream().anyMatch(point -> isBfloat16(config.with(point.values())));
    }
    SearchSpace space = config.space();
    Optional<Dimension> searched =
        space.dimensions().stream()
            .filter(dimension -> dimension.hyperparameter().equals(Settings.PRECISION))
            .findFirst();
    boolean hasFilesOwn = searched.isEmpty() || !space.conditionsOf(Settings.PRECISION).isEmpty();
    return (hasFilesOwn && isBfloat16(config))
        || searched.filter(dimension -> dimension.contains(BFLOAT16)).isPresent();
  }

  private static boolean isBfloat16(SweepConfig config) {
    return config.get(Settings.PRECISION) == Precision.BFLOAT16;
  }
}
