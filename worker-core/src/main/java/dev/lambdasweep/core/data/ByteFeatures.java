package dev.lambdasweep.core.data;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;

/** Unsigned bytes, as of images. */
final class ByteFeatures implements Features {
  private static final long serialVersionUID = 1;

  /** Examples whose squares a 32-bit sum can hold: 32,768 · 255² is below 2³¹. */
  private static final int EXAMPLES_AT_ONCE = 1 << 15;

  private final byte[] numbers;
  private final int inputs;

  /**
   * Features over the given array.
   *
   * @param numbers [n · inputs], an example contiguous; taken over, not copied
   * @param inputs inputs of one example
   */
  ByteFeatures(byte[] numbers, int inputs) {
    this.numbers = numbers;
    this.inputs = inputs;
  }

  /** The array itself; not to be written to. */
  byte[] numbers() {
    return numbers;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  static ByteFeatures concatenate(List<ByteFeatures> parts) {
    int inputs = parts.get(0).inputs;
    long size = parts.stream().mapToLong(ByteFeatures::size).sum();
    byte[] all = Examples.features(size, inputs);
    int at = 0;
    for (ByteFeatures part : parts) {
      System.arraycopy(part.numbers, 0, all, at, part.numbers.length);
      at += part.numbers.length;
    }
    return new ByteFeatures(all, inputs);
  }

  @Override
  public int size() {
    return numbers.length / inputs;
  }

  @Override
  public float at(int example, int input) {
    return numbers[example * inputs + input] & 0xFF;
  }

  @Override
  public ByteFeatures firstInputs(int count) {
    byte[] first = new byte[size() * count];
    for (int i = 0; i < size(); i++) {
      System.arraycopy(numbers, i * inputs, first, i * count, count);
    }
    return new ByteFeatures(first, count);
  }

  /** Sums are whole numbers, so the figures are the same bits in any order of the indices. */
  @Override
  public Standardizer fit(int[] indices) {
    long[] sums = new long[inputs];
    long[] squares = new long[inputs];
    for (int from = 0; from < indices.length; from += EXAMPLES_AT_ONCE) {
      int to = Math.min(indices.length - from, EXAMPLES_AT_ONCE) + from;
      addSums(indices, from, to, sums, squares);
    }
    int n = indices.length;
    double[] mean = new double[inputs];
    double[] deviation = new double[inputs];
    for (int k = 0; k < inputs; k++) {
      mean[k] = (double) sums[k] / n;
      // n² · variance, which may need more than 64 bits
      BigInteger spread =
          BigInteger.valueOf(n)
              .multiply(BigInteger.valueOf(squares[k]))
              .subtract(BigInteger.valueOf(sums[k]).pow(2));
      deviation[k] = spread.signum() == 0 ? 1 : Math.sqrt(spread.doubleValue()) / n;
    }
    return new Standardizer(mean, deviation);
  }

  /** Adds sums and sums of squares of at most EXAMPLES_AT_ONCE examples. */
  private void addSums(int[] indices, int from, int to, long[] sums, long[] squares) {
    int[] example = new int[inputs];
    int[] sum = new int[inputs];
    int[] square = new int[inputs];
    for (int j = from; j < to; j++) {
      int source = indices[j] * inputs;
      // two loops, since Java 17's compiler vectorizes the second but not a mix of bytes and ints
      for (int k = 0; k < inputs; k++) {
        example[k] = numbers[source + k] & 0xFF;
      }
      for (int k = 0; k < inputs; k++) {
        sum[k] += example[k];
        square[k] += example[k] * example[k];
      }
    }
    for (int k = 0; k < inputs; k++) {
      sums[k] += sum[k];
      squares[k] += square[k];
    }
  }

  @Override
  public void standardize(int index, int width, Standardizer standardizer, float[] target) {
    int source = Flip.example(index) * inputs;
    float[] scale = standardizer.scales();
    float[] shift = standardizer.shifts();
    if (Flip.isFlipped(index)) {
      for (int row = 0; row < inputs; row += width) {
        int last = source + 2 * row + width - 1;
        for (int k = row; k < row + width; k++) {
          target[k] = (numbers[last - k] & 0xFF) * scale[k] + shift[k];
        }
      }
    } else {
      for (int k = 0; k < inputs; k++) {
        target[k] = (numbers[source + k] & 0xFF) * scale[k] + shift[k];
      }
    }
  }

  /** Copies an example's bytes, for whoever standardizes them in native code. */
  void copy(int index, int width, ByteBuffer target, int position) {
    int start = Flip.example(index) * inputs;
    if (!Flip.isFlipped(index)) {
      target.put(position, numbers, start, inputs);
      return;
    }
    for (int row = 0; row < inputs; row += width) {
      int last = start + 2 * row + width - 1;
      for (int k = row; k < row + width; k++) {
        target.put(position + k, numbers[last - k]);
      }
    }
  }

  @Override
  public void digest(MessageDigest digest) {
    digest.update(numbers);
  }
}
