package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.UserException;
import org.apache.spark.SparkConf;

/**
 * Whether the heaps that spark-submit was told to make can hold what they must. Spark refuses one
 * of less than 450 MB with a stack trace, and executors that cannot hold the images die again and
 * again.
 */
final class Memory {
  /** What Spark keeps for itself of a heap, {@code UnifiedMemoryManager}'s reserved memory. */
  private static final long RESERVED = 300L << 20;

  /** The smallest heap that Spark starts with, one and a half times that. */
  private static final long SMALLEST = RESERVED + RESERVED / 2;

  /** Share of the rest that may hold blocks, {@code spark.memory.fraction}. */
  private static final double SHARE_OF_BLOCKS = 0.6;

  private static final long MEGABYTE = 1L << 20;

  private Memory() {}

  /**
   * Requires heaps that hold the images as one block.
   *
   * @param conf as spark-submit gives it, with a master
   * @param imageBytes of all images
   * @throws UserException that says what to give
   */
  static void require(SparkConf conf, long imageBytes) {
    boolean isLocal = Master.of(conf).isLocal();
    long driver = Runtime.getRuntime().maxMemory();
    require("Spark's driver", "--driver-memory", driver, isLocal ? imageBytes : 0);
    if (!isLocal) {
      long executor = conf.getSizeAsBytes("spark.executor.memory", "1g");
      require("executors", "--executor-memory", executor, imageBytes);
    }
  }

  private static void require(String whose, String option, long heap, long imageBytes) {
    long needed = Math.max(SMALLEST, RESERVED + (long) (imageBytes / SHARE_OF_BLOCKS));
    if (heap < needed) {
      throw UserException.of(
          "Cannot train with a heap of %d MB for %s: with %d MB of images it takes at least %d MB"
              + " (give scripts/sweep %s %dg before the verb)",
          heap / MEGABYTE,
          whose,
          imageBytes / MEGABYTE,
          needed / MEGABYTE,
          option,
          1 + (needed + 256 * MEGABYTE) / (1024 * MEGABYTE));
    }
  }
}
