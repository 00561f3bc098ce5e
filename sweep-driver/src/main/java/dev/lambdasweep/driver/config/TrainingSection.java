package dev.lambdasweep.driver.config;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.Penalty;
import java.util.Optional;

/**
 * How a network is trained.
 *
 * @param lambda weight of the L2 penalty, at least 0
 * @param l2 what lambda multiplies
 * @param batches the mini-batches
 * @param length how long
 * @param learningRate all that the file says of the rate
 * @param optimizer how parameters follow the gradient
 * @param precision of parameters and products
 */
public record TrainingSection(
    double lambda,
    Penalty.Convention l2,
    Batches batches,
    Length length,
    LearningRateSection learningRate,
    OptimizerSection optimizer,
    Precision precision) {
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
   * @param lastBatch what becomes of an incomplete mini-batch at the end of an epoch; empty: it is
   *     dropped where the order is shuffled, kept where it is natural
   * @param flipProbability that an image is flipped left to right in an epoch, in [0, 1]
   */
  public record Batches(
      int size,
      Batching.Order order,
      Optional<Batching.LastBatch> lastBatch,
      double flipProbability) {
    /** Checks size and probability. */
    public Batches {
      Keys.BATCH_SIZE.check((long) size);
      Keys.FLIP_PROBABILITY.check(flipProbability);
    }

    /** How the training images become mini-batches. */
    public Batching batching() {
      return new Batching(size, order, lastBatch.orElseGet(this::usual), flipProbability);
    }

    private Batching.LastBatch usual() {
      return switch (order) {
        case SHUFFLED -> Batching.LastBatch.DROP;
        case NATURAL -> Batching.LastBatch.KEEP;
      };
    }
  }

  /** The penalty at the configured λ. */
  public Penalty penalty() {
    return new Penalty(lambda, l2);
  }
}
