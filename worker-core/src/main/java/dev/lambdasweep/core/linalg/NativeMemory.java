package dev.lambdasweep.core.linalg;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Bounds the memory that matrices outside of Java's heap take in all, so that a training that does
 * not fit fails by itself, and the system does not end the process with all its other trainings.
 *
 * <p>JavaCPP by itself allows as much outside of the heap as the heap may take, which may be more
 * than the machine, or the container, has. Here it is what the largest heap leaves of that.
 */
final class NativeMemory {
  private static final String LIMIT = "org.bytedeco.javacpp.maxbytes";
  private static final String LIMIT_TOO = "org.bytedeco.javacpp.maxBytes";

  /** What the JVM takes beside heap and matrices: classes, compiled code, stacks, buffers. */
  private static final long RESERVED = 384L << 20;

  /** Part of the memory that is allowed even if the heap may take all, as few heaps do. */
  private static final int LEAST_PART = 8;

  private NativeMemory() {}

  /**
   * Tells JavaCPP the limit. To be called before it loads anything. A limit that the user has set
   * by a system property of JavaCPP's is left.
   */
  static void limit() {
    if (System.getProperty(LIMIT, System.getProperty(LIMIT_TOO)) == null) {
      long machine =
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
      System.setProperty(LIMIT, String.valueOf(most(machine, Runtime.getRuntime().maxMemory())));
    }
  }

  /**
   * Bytes that all matrices together may take: as many as the heap, if the machine has them.
   *
   * @param machine bytes of memory of the machine or container
   * @param heap bytes of the largest heap
   */
  static long most(long machine, long heap) {
    return Math.min(heap, Math.max(machine / LEAST_PART, machine - heap - RESERVED));
  }
}
