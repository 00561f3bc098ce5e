package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.List;

/**
 * Floats, as of tables, in chunks of whole examples, since one array holds at most 2³¹ numbers. NaN
 * stands for a missing value; all others are finite.
 */
final class FloatFeatures implements Features {
  private static final long serialVersionUID = 1;

  /** Numbers of a chunk, 1 GiB. */
  private static final int LONGEST_CHUNK = 1 << 28;

  private static final int DIGESTED_AT_ONCE = 1 << 14;

  private final float[][] chunks;
  private final int inputs;
  private final int perChunk;
  private final int size;

  /** Examples with a value beyond {@link Standardizer#MOST_ORDINARY}. */
  private final BitSet extraordinary = new BitSet();

  private final int[] inputsWithMissing;

  /**
   * Features over the given arrays.
   *
   * @param chunks [chunks][examples · inputs], an example contiguous; all of equal length, but the
   *     last may be shorter; taken over, not copied
   * @param inputs inputs of one example
   */
  FloatFeatures(float[][] chunks, int inputs) {
    this.chunks = chunks.clone();
    this.inputs = inputs;
    this.perChunk = Math.max(1, chunks.length == 0 ? 0 : chunks[0].length / inputs);
    long count = 0;
    for (int c = 0; c < chunks.length; c++) {
      int examples = chunks[c].length / inputs;
      require(
          examples * inputs == chunks[c].length
              && (c == chunks.length - 1 ? examples <= perChunk : examples == perChunk),
          "Invalid chunk %s: %s numbers, must be whole examples of %s inputs, as many as in the"
              + " first chunk",
          c,
          chunks[c].length,
          inputs);
      count += examples;
    }
    this.size = Math.toIntExact(count);
    BitSet missing = new BitSet();
    for (int i = 0; i < size; i++) {
      check(i, missing);
    }
    this.inputsWithMissing = missing.stream().toArray();
  }

  private void check(int example, BitSet missing) {
    float[] chunk = chunks[example / perChunk];
    int start = start(example);
    for (int k = 0; k < inputs; k++) {
      float number = chunk[start + k];
      if (Float.isNaN(number)) {
        missing.set(k);
      } else if (Math.abs(number) > Standardizer.MOST_ORDINARY) {
        if (Float.isInfinite(number)) {
          throw new IllegalArgumentException(
              "Invalid feature: %s, must be finite, or NaN if missing".formatted(number));
        }
        extraordinary.set(example);
      }
    }
  }

  static FloatFeatures concatenate(List<FloatFeatures> parts) {
    int inputs = parts.get(0).inputs;
    long size = parts.stream().mapToLong(FloatFeatures::size).sum();
    Writer all = new Writer(inputs, size);
    for (FloatFeatures part : parts) {
      for (int i = 0; i < part.size; i++) {
        all.add(part.chunks[i / part.perChunk], part.start(i));
      }
    }
    return new FloatFeatures(all.chunks, inputs);
  }

  /** Fills chunks, one example after another. */
  private static final class Writer {
    private final int inputs;
    private final int perChunk;
    private final float[][] chunks;
    private int next;

    Writer(int inputs, long examples) {
      this.inputs = inputs;
      this.perChunk = (int) Math.max(1, Math.min(examples, LONGEST_CHUNK / inputs));
      this.chunks = new float[Math.toIntExact((examples + perChunk - 1) / perChunk)][];
      for (int c = 0; c < chunks.length; c++) {
        long left = examples - (long) c * perChunk;
        chunks[c] = new float[(int) Math.min(perChunk, left) * inputs];
      }
    }

    void add(float[] source, int start) {
      System.arraycopy(source, start, chunks[next / perChunk], next % perChunk * inputs, inputs);
      next++;
    }
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public float at(int example, int input) {
    return chunks[example / perChunk][start(example) + input];
  }

  /** Position of an example's first input in its chunk. */
  private int start(int example) {
    return example % perChunk * inputs;
  }

  @Override
  public FloatFeatures firstInputs(int count) {
    float[][] first = new float[chunks.length][];
    for (int c = 0; c < chunks.length; c++) {
      int examples = chunks[c].length / inputs;
      first[c] = new float[examples * count];
      for (int i = 0; i < examples; i++) {
        System.arraycopy(chunks[c], i * inputs, first[c], i * count, count);
      }
    }
    return new FloatFeatures(first, count);
  }

  /**
   * In float64 and two passes, the second over differences from the mean, so that a large mean
   * costs no digits of the deviation. Sums are taken in the order of the indices, which a split
   * fixes. Missing values are left out; an input without any value gets mean 0.
   */
  @Override
  public Standardizer fit(int[] indices) {
    double[] mean = new double[inputs];
    int[] counts = new int[inputs];
    for (int index : indices) {
      float[] chunk = chunks[index / perChunk];
      int start = start(index);
      for (int k = 0; k < inputs; k++) {
        float value = chunk[start + k];
        if (!Float.isNaN(value)) {
          mean[k] += value;
          counts[k]++;
        }
      }
    }
    for (int k = 0; k < inputs; k++) {
      mean[k] /= Math.max(1, counts[k]);
    }
    double[] deviation = new double[inputs];
    for (int index : indices) {
      float[] chunk = chunks[index / perChunk];
      int start = start(index);
      for (int k = 0; k < inputs; k++) {
        float value = chunk[start + k];
        if (!Float.isNaN(value)) {
          double difference = value - mean[k];
          deviation[k] += difference * difference;
        }
      }
    }
    for (int k = 0; k < inputs; k++) {
      double root = Math.sqrt(deviation[k] / Math.max(1, counts[k]));
      deviation[k] = root > 0 ? root : 1;
    }
    return new Standardizer(mean, deviation);
  }

  @Override
  public void standardize(int index, int width, Standardizer standardizer, float[] target) {
    int example = Flip.example(index);
    float[] chunk = chunks[example / perChunk];
    int start = start(example);
    if (Flip.isFlipped(index)) {
      for (int k = 0; k < inputs; k++) {
        target[k] = chunk[start + Features.mirrored(k, width)];
      }
    } else {
      System.arraycopy(chunk, start, target, 0, inputs);
    }
    if (standardizer.isOrdinary() && !extraordinary.get(example)) {
      standardizeInFloats(standardizer, target);
    } else {
      standardizeInDoubles(standardizer, target);
    }
    for (int k : inputsWithMissing) {
      if (Float.isNaN(target[k])) {
        target[k] = 0;
      }
    }
  }

  /** In place, with one index for all arrays; otherwise the compiler would not vectorize it. */
  private static void standardizeInFloats(Standardizer standardizer, float[] numbers) {
    float[] high = standardizer.highs();
    float[] low = standardizer.lows();
    float[] scale = standardizer.scales();
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = ((numbers[k] - high[k]) - low[k]) * scale[k];
    }
  }

  private static void standardizeInDoubles(Standardizer standardizer, float[] numbers) {
    double[] mean = standardizer.means();
    double[] deviation = standardizer.deviations();
    for (int k = 0; k < numbers.length; k++) {
      double value = (numbers[k] - mean[k]) / deviation[k];
      numbers[k] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }
  }

  @Override
  public void digest(MessageDigest digest) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * DIGESTED_AT_ONCE);
    for (float[] chunk : chunks) {
      for (int from = 0; from < chunk.length; from += DIGESTED_AT_ONCE) {
        int to = Math.min(chunk.length, from + DIGESTED_AT_ONCE);
        bytes.clear();
        for (int i = from; i < to; i++) {
          bytes.putFloat(chunk[i]);
        }
        digest.update(bytes.flip());
      }
    }
  }
}
