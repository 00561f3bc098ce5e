package dev.lambdasweep.core.linalg;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.LongFunction;
import org.bytedeco.javacpp.Pointer;

/**
 * Limits the total memory of matrices outside Java's heap, so that a training that does not fit
 * fails alone, instead of the system killing the process with all its other trainings.
 *
 * <p>By default, JavaCPP allows as much memory outside the heap as the heap may take, which may
 * exceed the memory of the machine or container. Here the limit is what the largest heap leaves of
 * that memory.
 */
final class NativeMemory {
  private static final String LIMIT = "org.bytedeco.javacpp.maxbytes";
  private static final String LIMIT_ALIAS = "org.bytedeco.javacpp.maxBytes";

  /** Memory of the JVM other than heap and matrices: classes, compiled code, stacks, buffers. */
  private static final long RESERVED = 384L << 20;

  /**
   * Divisor of the memory that is allowed even if the heap may take all of it, since few heaps do.
   */
  private static final int LEAST_PART = 8;

  private NativeMemory() {}

  /**
   * Sets JavaCPP's limit. Must be called before it loads anything. A limit that the user has set by
   * JavaCPP's system property is kept.
   */
  static void limit() {
    if (System.getProperty(LIMIT, System.getProperty(LIMIT_ALIAS)) == null) {
      long machine =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
      System.setProperty(LIMIT, String.valueOf(most(machine, Runtime.getRuntime().maxMemory())));
    }
  }

  /**
   * Memory for a matrix.
   *
   * @param length numbers to allocate
   * @param bytes bytes of a number
   * @param allocation allocates that many numbers
   * @throws OutOfMemoryError if all matrices together would exceed the limit
   */
  static <P extends Pointer> P allocate(
      int rows, int columns, long length, int bytes, LongFunction<P> allocation) {
    try {
      return allocation.apply(length);
    } catch (OutOfMemoryError e) {
      OutOfMemoryError refused =
          new OutOfMemoryError(
              String.format(
                  Locale.ROOT,
                  "Cannot allocate a matrix of %d x %d (%d MB) outside the heap: all such"
                      + " matrices may take %d MB, the memory left by the largest heap (train"
                      + " smaller networks, or fewer at a time)",
                  rows,
                  columns,
                  (length * bytes) >> 20,
                  Pointer.maxBytes() >> 20));
      refused.initCause(e);
      throw refused;
    }
  }

  /**
   * Bytes that all matrices together may take: as much as the heap, if the machine has enough.
   *
   * @param machine memory of the machine or container, in bytes
   * @param heap largest size of the heap, in bytes
   */
  static long most(long machine, long heap) {
    return Math.min(heap, Math.max(machine / LEAST_PART, machine - heap - RESERVED));
  }
}
