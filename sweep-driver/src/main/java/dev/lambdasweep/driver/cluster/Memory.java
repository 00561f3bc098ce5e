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

  /** Bytes needed while data are read, for each byte of theirs. */
  private static final double SHARE_OF_READING = 1.4;

  /** One part of so many of the smallest heap may hold checkpoints. */
  private static final int CHECKPOINTS = 4;

  private static final long MEGABYTE = 1L << 20;

  private Memory() {}

  /**
   * Requires heaps that hold the data: on executors as one block, on the driver as arrays.
   *
   * @param conf settings passed by spark-submit, with a master
   * @param data what is to be held, for the message
   * @param bytes bytes of all data
   * @throws UserException if a heap is too small, with the size to request
   */
  static void require(SparkConf conf, String data, long bytes) {
    boolean isLocal = Master.of(conf).isLocal();
    long driver = Runtime.getRuntime().maxMemory();
    require("Spark's driver", "--driver-memory", driver, asArrays(bytes), data);
    if (!isLocal) {
      require("executors", "--executor-memory", ofExecutor(conf), asBlock(bytes), data);
    }
  }

  /** Heap of an executor that is a process of its own. */
  static long ofExecutor(SparkConf conf) {
    return conf.getSizeAsBytes("spark.executor.memory", "1g");
  }

  /** Requires heaps that Spark starts with, before any data are read. */
  static void require(SparkConf conf) {
    require(conf, "Spark", 0);
  }

  /** Heap that holds the data as a block of Spark. */
  private static long asBlock(long bytes) {
    return RESERVED + (long) (bytes / SHARE_OF_BLOCKS);
  }

  /**
   * Heap that holds the data as arrays, beside what Spark needs and what arrives while they are
   * read. A local run needs no more, since its executor uses the driver's own arrays.
   */
  private static long asArrays(long bytes) {
    return RESERVED + (long) (bytes * SHARE_OF_READING);
  }

  private static void require(
      String whose, String option, long heap, long neededForData, String data) {
    long needed = Math.max(SMALLEST, neededForData);
    if (heap < needed) {
      throw UserException.of(
          "Cannot train with a heap of %d MB for %s: %s needs at least %d MB (give scripts/sweep %s"
              + " %dg before the verb)",
          heap / MEGABYTE,
          whose,
          data,
          needed / MEGABYTE,
          option,
          1 + (needed + 256 * MEGABYTE) / (1024 * MEGABYTE));
    }
  }

  /**
   * Most bytes of the checkpoints that are held at a time: in the driver, where they arrive as
   * results of jobs, and as a block on every executor.
   */
  static long ofCheckpoints(SparkConf conf) {
    long results = conf.getSizeAsBytes("spark.driver.maxResultSize", "1g");
    long executor = Master.of(conf).isLocal() ? Long.MAX_VALUE : ofExecutor(conf);
    long heap = Math.min(Runtime.getRuntime().maxMemory(), executor);
    // 0 is Spark's value for no limit
    return Math.min(heap, results > 0 ? results : heap) / CHECKPOINTS;
  }

  /** "176 MB of data". */
  static String text(long bytes) {
    return bytes / MEGABYTE + " MB of data";
  }
}
