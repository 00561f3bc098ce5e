package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * How a network is trained.
 *
 * @param lambda weight of the L2 penalty, at least 0
 * @param l2 what lambda multiplies
 * @param batchSize images a mini-batch, at least 1
 * @param length how long
 * @param learningRate all that the file says of the rate; {@link #schedule} is what a trial follows
 * @param precision of parameters and products
 */
public record TrainingSection(
    double lambda,
    L2Convention l2,
    int batchSize,
    Length length,
    LearningRateSection learningRate,
    Precision precision)
    implements Serializable {
  /** Checks the components, and that cycles have a schedule to count. */
  public TrainingSection {
    Keys.LAMBDA.check(lambda);
    Keys.BATCH_SIZE.check((long) batchSize);
    if (length instanceof Length.Cycles cycles) {
      require(
          learningRate.schedule() == ScheduleName.TRIANGULAR,
          "Invalid training.cycles: %s, must be null where the schedule is %s",
          cycles.count(),
          Values.kebab(learningRate.schedule()));
      long most = Integer.MAX_VALUE / (2L * learningRate.stepSize());
      require(
          cycles.count() <= most,
          "Invalid training.cycles: %s, must be at most %s where step-size is %s",
          cycles.count(),
          most,
          learningRate.stepSize());
    }
  }

  /** The schedule that a trial follows. */
  public Schedule schedule() {
    return learningRate.followed();
  }
}
