package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Format;

/** How precisely a network computes. */
public enum Precision {
  /** everything in IEEE 754 binary32, for training */
  FLOAT32(Format.FLOAT32, 0),
  /** everything in IEEE 754 binary64, for gradient checks */
  FLOAT64(Format.FLOAT64, 0),
  /**
   * As FLOAT32, but the operands of the first layer's products — its weights, the standardized
   * inputs, and the gradient with respect to its outputs — are rounded to bfloat16 when they enter
   * a product. Products are exact and summed in float32; the weights themselves are float32.
   */
  BFLOAT16(Format.FLOAT32, 2);

  private final Format format;
  private final int operandBytes; // of a rounded copy; 0 if there is none

  Precision(Format format, int operandBytes) {
    this.format = format;
    this.operandBytes = operandBytes;
  }

  /** Format of the parameters and of all matrices except the rounded operands. */
  public Format format() {
    return format;
  }

  /** Bytes of a number of the first layer, with its copy as an operand. */
  public int bytes() {
    return format.bytes() + operandBytes;
  }

  /**
   * The precision of networks whose parameters have a format and whose operands are as they are.
   */
  public static Precision of(Format format) {
    return switch (format) {
      case FLOAT32 -> FLOAT32;
      case FLOAT64 -> FLOAT64;
    };
  }
}
