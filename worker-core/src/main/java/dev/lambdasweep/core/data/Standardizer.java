package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Transforms every input to mean 0 and standard deviation 1 over the training examples: (x − mean)
 * / deviation; and likewise the targets, if they are values.
 *
 * <p>The deviation is that of the population, the square root of Σ(x − mean)² / n. An input that is
 * constant over the training examples gets deviation 1, so that it is only centred. Inputs of a
 * table that its schema does not standardize get mean 0 and deviation 1. A missing value becomes 0,
 * the mean; classes as targets stay as they are.
 */
public final class Standardizer implements Serializable {
  /**
   * Largest absolute value, mean and deviation, and inverse of the smallest deviation, for which
   * standardizing in float32 neither overflows nor loses digits by underflow.
   */
  static final double MOST_ORDINARY = 0x1p60;

  private final double[] mean;
  private final double[] deviation;
  private final double targetMean;
  private final double targetDeviation;
  private final float[] scale;
  private final float[] shift;
  private final float[] high;
  private final float[] low;
  private final boolean isOrdinary;

  /**
   * A standardizer of inputs with known means and deviations, such as those of a saved model.
   *
   * @param mean [inputs], finite; copied
   * @param deviation [inputs], positive and finite; copied
   */
  public Standardizer(double[] mean, double[] deviation) {
    this(mean, deviation, 0, 1);
  }

  /**
   * A standardizer of inputs and targets.
   *
   * @param mean [inputs], finite; copied
   * @param deviation [inputs], positive and finite; copied
   * @param targetMean mean of the targets in their unit, finite; 0 for classes
   * @param targetDeviation deviation of the targets, positive and finite; 1 for classes
   */
  public Standardizer(
      double[] mean, double[] deviation, double targetMean, double targetDeviation) {
    require(
        mean.length == deviation.length && mean.length > 0,
        "Invalid deviation: %s inputs, must be as many as mean has, %s, and at least one",
        deviation.length,
        mean.length);
    this.mean = mean.clone();
    this.deviation = deviation.clone();
    this.targetMean = targetMean;
    this.targetDeviation = targetDeviation;
    require(
        Double.isFinite(targetMean) && targetDeviation > 0 && Double.isFinite(targetDeviation),
        "Invalid mean and deviation of the target: %s and %s, must be finite, the latter positive",
        targetMean,
        targetDeviation);
    this.scale = new float[mean.length];
    this.shift = new float[mean.length];
    this.high = new float[mean.length];
    this.low = new float[mean.length];
    boolean ordinary = true;
    for (int k = 0; k < mean.length; k++) {
      require(Double.isFinite(mean[k]), "Invalid mean of input %s: %s, must be finite", k, mean[k]);
      require(
          deviation[k] > 0 && Double.isFinite(deviation[k]),
          "Invalid deviation of input %s: %s, must be positive and finite",
          k,
          deviation[k]);
      scale[k] = (float) (1 / deviation[k]);
      shift[k] = (float) (-mean[k] / deviation[k]);
      high[k] = (float) mean[k];
      low[k] = (float) (mean[k] - high[k]);
      ordinary &=
          Math.abs(mean[k]) <= MOST_ORDINARY
              && deviation[k] <= MOST_ORDINARY
              && deviation[k] >= 1 / MOST_ORDINARY;
    }
    isOrdinary = ordinary;
  }

  /**
   * Mean and deviation of every input, and of the targets, over some examples.
   *
   * @param examples pool of examples
   * @param indices indices of the training examples to fit on, at least one
   */
  public static Standardizer fit(Examples examples, int[] indices) {
    require(indices.length > 0, "Invalid indices: none, must be at least one");
    Standardizer all = examples.features().fit(indices);
    double[] target = examples.targets().fit(indices);
    double[] mean = all.mean();
    double[] deviation = all.deviation();
    examples
        .schema()
        .ifPresent(
            schema -> {
              boolean[] scaled = schema.scaled();
              for (int k = 0; k < scaled.length; k++) {
                mean[k] = scaled[k] ? mean[k] : 0;
                deviation[k] = scaled[k] ? deviation[k] : 1;
              }
            });
    return new Standardizer(mean, deviation, target[0], target[1]);
  }

  /**
   * The same standardizer for only the first inputs.
   *
   * @param count number of inputs to keep, in [1, inputs]
   */
  public Standardizer firstInputs(int count) {
    require(
        count > 0 && count <= mean.length,
        "Invalid inputs: %s, must be in [1, %s]",
        count,
        mean.length);
    return new Standardizer(
        Arrays.copyOf(mean, count), Arrays.copyOf(deviation, count), targetMean, targetDeviation);
  }

  /** Number of inputs. */
  public int inputs() {
    return mean.length;
  }

  /** [inputs], a copy. */
  public double[] mean() {
    return mean.clone();
  }

  /** [inputs], a copy; 1 for a constant input. */
  public double[] deviation() {
    return deviation.clone();
  }

  /** Mean of the targets in their unit; 0 for classes. */
  public double targetMean() {
    return targetMean;
  }

  /** Deviation of the targets in their unit; 1 for classes. */
  public double targetDeviation() {
    return targetDeviation;
  }

  /** A target as a network learns it: a class unchanged, a value standardized. */
  public double standardizedTarget(double target) {
    return (target - targetMean) / targetDeviation;
  }

  /** A network's output for a value in the unit of the targets; the inverse of the above. */
  public double unstandardizedTarget(double output) {
    return output * targetDeviation + targetMean;
  }

  /** The factors of the inputs in float32: [inputs], a copy. */
  public float[] scale() {
    return scale.clone();
  }

  /** The summands added to the scaled inputs in float32: [inputs], a copy. */
  public float[] shift() {
    return shift.clone();
  }

  /**
   * Gathers and standardizes a mini-batch in float32.
   *
   * <p>Bytes: x · scale + shift, with scale = 1 / deviation and shift = −mean / deviation each
   * rounded to a float, and the product and the sum rounded likewise: values differ from those in
   * float64 by about 1e-7 of |x| / deviation.
   *
   * <p>Floats, which may be far from 0: ((x − high) − low) · scale, each operation rounded to a
   * float, where high is the mean rounded to a float, and low the rest of it. Values differ from
   * those in float64 by at most about 2.4e-7 of themselves. An example with a value beyond {@value
   * #MOST_ORDINARY}, or examples with such a mean or deviation: (x − mean) / deviation in float64,
   * rounded once, where what no float can hold becomes the largest one. A missing value becomes 0.
   *
   * @param examples pool of examples, with as many inputs as the standardizer
   * @param indices indices of examples, flipped or not (see {@link Flip}); a flipped image is
   *     standardized like any other image, by the statistics of its pixels' new positions
   * @param from first position in {@code indices}
   * @param to position after the last
   * @param target [at least inputs · (to − from)], read as a column-major matrix [inputs × (to −
   *     from)]: example {@code indices[from + j]} is column j; elements beyond are unchanged
   * @throws IllegalArgumentException if the numbers of inputs differ or target is too short
   * @throws IndexOutOfBoundsException if an index is not in the pool
   */
  public void apply(Examples examples, int[] indices, int from, int to, float[] target) {
    apply(examples, indices, from, to, target, new float[scale.length]);
  }

  /**
   * The same, allocating nothing.
   *
   * @param example [inputs], overwritten
   */
  public void apply(
      Examples examples, int[] indices, int from, int to, float[] target, float[] example) {
    requireFits(examples, from, to, target.length);
    for (int j = from; j < to; j++) {
      apply(examples, indices[j], example);
      System.arraycopy(example, 0, target, (j - from) * example.length, example.length);
    }
  }

  /**
   * Standardizes one example in float32, as above. Allocates nothing.
   *
   * @param index index of an example, flipped or not
   * @param target [inputs], overwritten
   */
  public void apply(Examples examples, int index, float[] target) {
    requireFits(examples, 0, 1, target.length);
    examples.features().standardize(index, examples.width(), this, target);
  }

  /** The same in float64, computed as (x − mean) / deviation. */
  public void apply(Examples examples, int[] indices, int from, int to, double[] target) {
    requireFits(examples, from, to, target.length);
    for (int j = from; j < to; j++) {
      int column = (j - from) * mean.length;
      int example = Flip.example(indices[j]);
      boolean flipped = Flip.isFlipped(indices[j]);
      int width = examples.width();
      for (int k = 0; k < mean.length; k++) {
        int source = flipped ? Features.mirrored(k, width) : k;
        double value = (examples.feature(example, source) - mean[k]) / deviation[k];
        target[column + k] = Double.isNaN(value) ? 0 : value;
      }
    }
  }

  /** [inputs], the array itself, which must not be modified. */
  double[] means() {
    return mean;
  }

  /** [inputs], the array itself, which must not be modified. */
  double[] deviations() {
    return deviation;
  }

  /** [inputs], the array itself, which must not be modified. */
  float[] scales() {
    return scale;
  }

  /** [inputs], the array itself, which must not be modified. */
  float[] shifts() {
    return shift;
  }

  /** The means rounded to floats: [inputs], the array itself, which must not be modified. */
  float[] highs() {
    return high;
  }

  /** What the rounded means lack: [inputs], the array itself, which must not be modified. */
  float[] lows() {
    return low;
  }

  /** Whether all means and deviations are in the range of {@link #MOST_ORDINARY}. */
  boolean isOrdinary() {
    return isOrdinary;
  }

  /** Checked without {@code require}, whose arguments would be allocated at every update. */
  private void requireFits(Examples examples, int from, int to, int length) {
    if (examples.inputs() != mean.length) {
      throw new IllegalArgumentException(
          "Invalid examples: %d inputs, must be %d".formatted(examples.inputs(), mean.length));
    }
    long needed = (long) mean.length * (to - from);
    if (length < needed) {
      throw new IllegalArgumentException(
          "Invalid target: %d elements, must be at least %d (%d inputs of %d examples)"
              .formatted(length, needed, mean.length, to - from));
    }
  }

  @Override
  public boolean equals(Object other) {
    // asked at every update, nearly always of the same object
    return this == other
        || (other instanceof Standardizer that
            && Arrays.equals(mean, that.mean)
            && Arrays.equals(deviation, that.deviation)
            && targetMean == that.targetMean
            && targetDeviation == that.targetDeviation);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
  }
}
