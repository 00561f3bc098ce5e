package dev.lambdasweep.core.linalg;

/**
 * Numbers of bfloat16, the upper half of a float32: 8 significant bits, and the range of float32.
 *
 * <p>A product of two of them is exact in float32.
 */
public final class Bfloat16 {
  /** Half of the last kept bit, less the 1 that {@link #round(float)} adds for an odd one. */
  private static final int BELOW_HALF = 0x7FFF;

  private static final int KEPT = 0xFFFF_0000;

  private Bfloat16() {}

  /**
   * The nearest number of bfloat16, the even one of two equally near ones: infinite beyond the
   * largest; NaN stays NaN.
   */
  public static float round(float number) {
    // gives NaN its usual bits, which the sum leaves those of NaN
    int bits = Float.floatToIntBits(number);
    return Float.intBitsToFloat((bits + BELOW_HALF + ((bits >>> 16) & 1)) & KEPT);
  }

  /**
   * Rounds every number of a matrix in float32.
   *
   * @param target of the source's shape, offset and stride; may be the source itself
   */
  public static void round(Matrix source, Matrix target) {
    source.requireLayout(target);
    float[] from = source.floats();
    float[] to = target.floats();
    for (int j = 0; j < source.stretches(); j++) {
      int start = source.offset() + j * source.stride();
      for (int i = start; i < start + source.stretchLength(); i++) {
        to[i] = round(from[i]);
      }
    }
  }
}
