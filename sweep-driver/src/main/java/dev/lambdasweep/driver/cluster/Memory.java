package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.UserException;
import org.apache.spark.SparkConf;

/**
 * Checks that the heaps requested from spark-submit are large enough. Spark refuses a heap of less
 * than 450 MB with a stack trace, and executors that cannot hold the images die again and again.
 */
final class Memory {
  /** The part of a heap that Spark reserves for itself, see {@code UnifiedMemoryManager}. */
  private static final long RESERVED = 300L << 20;

  /** The smallest heap that Spark starts with, 1.5 times the reserved memory. */
  private static final long SMALLEST = RESERVED + RESERVED / 2;

  /** Share of the remaining heap that may hold blocks, {@code spark.memory.fraction}. */
  private static final double SHARE_OF_BLOCKS = 0.6;

  private static final long MEGABYTE = 1L << 20;

  private Memory() {}

  /**
   * Requires heaps that hold the images as one block.
   *
   * @param conf settings passed by spark-submit, with a master
   * @param imageBytes bytes of all images
   * @throws UserException if a heap is too small, with the size to request
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
          "Cannot train with a heap of %d MB for %s: %s needs at least %d MB (give scripts/sweep %s"
              + " %dg before the verb)",
          heap / MEGABYTE,
          whose,
          imageBytes == 0 ? "Spark" : imageBytes / MEGABYTE + " MB of data",
          needed / MEGABYTE,
          option,
          1 + (needed + 256 * MEGABYTE) / (1024 * MEGABYTE));
    }
  }
}
