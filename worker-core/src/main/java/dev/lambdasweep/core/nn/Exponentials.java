package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Format;

/**
 * Exponentials of many numbers at once, in float64. Java's compiler turns the loop into vector
 * instructions, which makes it several times faster than calls of {@link Math#exp}.
 *
 * <p>exp(x) = p(x / 2¹⁰) to the power of 2¹⁰, where p is Taylor's polynomial of degree 8, and the
 * power is ten squarings. For |x| ≤ {@value #LARGEST}, x / 2¹⁰ is at most r = 0.1016 in size, so p
 * is off by r⁹ / 9! · e^r &lt; 3.6e-15 of its value, and by fewer than three roundings of 2⁻⁵³. The
 * power multiplies both by 2¹⁰; with the roundings of the squarings, the relative error is below
 * {@value #RELATIVE_ERROR}: far below half a unit in the last place of float32, 3e-8.
 */
final class Exponentials {
  /**
   * Size beyond which numbers are replaced by the nearest that is not. Exponentials beyond are 0 or
   * infinite in float32.
   */
  static final double LARGEST = 104;

  /** Bound of the relative error for numbers up to {@link #LARGEST} in size. */
  static final double RELATIVE_ERROR = 4.5e-12;

  /** Numbers that stay in the processor's nearest cache. */
  private static final int BLOCK = 1024;

  private static final ThreadLocal<double[]> BUFFERS =
      ThreadLocal.withInitial(() -> new double[BLOCK]);

  private static final ThreadLocal<double[]> OTHER_BUFFERS =
      ThreadLocal.withInitial(() -> new double[BLOCK]);

  private Exponentials() {}

  /**
   * A buffer of the calling thread, of at least the given length, to be used before the next call.
   */
  static double[] buffer(int length) {
    return buffer(BUFFERS, length);
  }

  /** A second buffer, likewise. */
  static double[] otherBuffer(int length) {
    return buffer(OTHER_BUFFERS, length);
  }

  private static double[] buffer(ThreadLocal<double[]> buffers, int length) {
    double[] buffer = buffers.get();
    if (buffer.length < length) {
      buffer = new double[length];
      buffers.set(buffer);
    }
    return buffer;
  }

  /**
   * Replaces the first numbers x by exp(x); keeps NaN.
   *
   * @param format format of what is computed from them; for float64, {@link Math#exp} is used
   */
  static void replace(Format format, double[] numbers, int length) {
    switch (format) {
      case FLOAT32 -> replace(numbers, length);
      case FLOAT64 -> {
        for (int i = 0; i < length; i++) {
          numbers[i] = Math.exp(numbers[i]);
        }
      }
    }
  }

  /** Replaces the first numbers x by exp(x), as precisely as float32 needs it. */
  private static void replace(double[] numbers, int length) {
    for (int i = 0; i < length; i++) {
      double r = Math.max(-LARGEST, Math.min(LARGEST, numbers[i])) * 0x1p-10;
      double p = 1.0 / 5040 + r * (1.0 / 40320);
      p = 1.0 / 120 + r * (1.0 / 720 + r * p);
      p = 1.0 / 6 + r * (1.0 / 24 + r * p);
      p = 1 + r * (1 + r * (0.5 + r * p));
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      numbers[i] = p;
    }
  }
}
