package dev.lambdasweep.core.linalg;

/** Floating-point format of a matrix. */
public enum Format {
  /** IEEE 754 binary32, for training */
  FLOAT32(Float.BYTES),
  /** IEEE 754 binary64, for gradient checks */
  FLOAT64(Double.BYTES);

  private final int bytes;

  Format(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of a number. */
  public int bytes() {
    return bytes;
  }
}
