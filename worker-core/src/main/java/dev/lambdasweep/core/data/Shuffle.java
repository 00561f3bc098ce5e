package dev.lambdasweep.core.data;

import dev.lambdasweep.core.random.Philox;

/** Random permutations by the Fisher–Yates method, in integer arithmetic only. */
final class Shuffle {
  private Shuffle() {}

  /** The numbers 0 to size − 1 in random order. */
  static int[] permutation(int size, Philox random) {
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      values[i] = i;
    }
    shuffle(values, random);
    return values;
  }

  /** Shuffles values in place. */
  static void shuffle(int[] values, Philox random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = below(i + 1, random);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  /**
   * A random integer in [0, bound): 63 random bits taken as a fraction, times the bound. Unlike
   * {@code nextInt(bound)}, no release of the JDK can change it; its bias is below bound / 2⁶³.
   */
  static int below(int bound, Philox random) {
    return (int) Math.multiplyHigh(random.nextLong() >>> 1, (long) bound << 1);
  }
}
