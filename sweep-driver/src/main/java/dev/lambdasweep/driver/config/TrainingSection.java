package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;

/**
 * How a network is trained.
 *
 * @param lambda weight of the L2 penalty, at least 0
 * @param l2 what lambda multiplies
 * @param batches the mini-batches
 * @param length how long
 * @param learningRate all that the file says of the rate; {@link #schedule} is what a trial follows
 * @param optimizer how parameters follow the gradient
 * @param precision of parameters and products
 */
public record TrainingSection(
    double lambda,
    L2Convention l2,
    Batches batches,
    Length length,
    LearningRateSection learningRate,
    OptimizerSection optimizer,
    Precision precision)
    implements Serializable {
  /** Checks the components, and that cycles have a schedule to count. */
  public TrainingSection {
    Keys.LAMBDA.check(lambda);
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

  /**
   * How an epoch is cut into mini-batches.
   *
   * @param size images a mini-batch, at least 1
   * @param order of the training images
   * @param lastBatch what becomes of an incomplete mini-batch at the end of an epoch
   * @param flipProbability that an image is flipped left to right in an epoch, in [0, 1]
   */
  public record Batches(int size, OrderName order, LastBatch lastBatch, double flipProbability)
      implements Serializable {
    /** Checks size and probability. */
    public Batches {
      Keys.BATCH_SIZE.check((long) size);
      Keys.FLIP_PROBABILITY.check(flipProbability);
    }
  }

  /** The schedule that a trial follows. */
  public Schedule schedule() {
    return learningRate.followed();
  }
}
