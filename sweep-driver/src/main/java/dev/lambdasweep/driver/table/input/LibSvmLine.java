package dev.lambdasweep.driver.table.input;

import java.util.Arrays;

/** A line in the format of LIBSVM. */
public final class LibSvmLine {
  /** Set in an extent of lines of which a label has a fraction. */
  private static final long FRACTION = 1L << 40;

  private static final LibSvmLine BAD = new LibSvmLine(0, new int[0], new double[0], false);

  private final double label;
  private final int[] indices;
  private final double[] values;
  private final boolean isGood;

  private LibSvmLine(double label, int[] indices, double[] values, boolean isGood) {
    this.label = label;
    this.indices = indices;
    this.values = values;
    this.isGood = isGood;
  }

  /** Whether a line is blank or a comment. */
  public static boolean isEmpty(String line) {
    return bare(line).isEmpty();
  }

  private static String bare(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }

  /** Parses a line. */
  public static LibSvmLine of(String line) {
    String[] parts = bare(line).split("\\s+", -1);
    int[] indices = new int[parts.length - 1];
    double[] values = new double[parts.length - 1];
    try {
      double label = Double.parseDouble(parts[0]);
      for (int i = 0; i < indices.length; i++) {
        int colon = parts[i + 1].indexOf(':');
        indices[i] = Integer.parseInt(parts[i + 1].substring(0, Math.max(0, colon))) - 1;
        values[i] = Double.parseDouble(parts[i + 1].substring(colon + 1));
        if (indices[i] < 0 || (i > 0 && indices[i] <= indices[i - 1])) {
          return BAD;
        }
      }
      return new LibSvmLine(label, indices, values, true);
    } catch (NumberFormatException e) {
      return BAD;
    }
  }

  /** Whether the line is of this format. */
  public boolean isGood() {
    return isGood;
  }

  /** The number before the pairs. */
  public double label() {
    return label;
  }

  /** Indices of the values, from 0, a copy. */
  public int[] indices() {
    return indices.clone();
  }

  /** The values, a copy. */
  public double[] values() {
    return values.clone();
  }

  /** Largest index, from 1, and whether the label has a fraction. */
  public long extent() {
    int largest = Arrays.stream(indices).max().orElse(-1) + 1;
    return largest | (label == Math.rint(label) ? 0 : FRACTION);
  }

  /** The extent of lines, given those of two parts. */
  public static long larger(long one, long other) {
    return Math.max(largest(one), largest(other)) | ((one | other) & FRACTION);
  }

  /** The largest index of lines, from 1. */
  public static int largest(long extent) {
    return (int) extent;
  }

  /** Whether the labels of lines are whole numbers. */
  public static boolean isWhole(long extent) {
    return (extent & FRACTION) == 0;
  }
}
