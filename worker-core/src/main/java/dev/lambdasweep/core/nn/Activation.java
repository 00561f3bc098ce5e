package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;

/** Activation function of a hidden layer. */
public enum Activation {
  /**
   * y = max(0, z), which keeps NaN; its derivative at 0 is taken as 0, and at NaN is NaN.
   *
   * <p>Backward, the gradient is multiplied by min(1, y · huge · huge), which is 1 for every y
   * above 0, however small, and 0 for y = 0. Java 17's compiler does not vectorize a choice between
   * two values, and its branch would be mispredicted for half of the units. Adding 0 turns −0 into
   * 0, as a choice would have it.
   */
  RELU {
    @Override
    void apply(float[] z, int from, int to) {
      for (int i = from; i < to; i++) {
        z[i] = Math.max(0f, z[i]);
      }
    }

    @Override
    void apply(double[] z, int from, int to) {
      for (int i = from; i < to; i++) {
        z[i] = Math.max(0d, z[i]);
      }
    }

    @Override
    void backward(float[] gradient, float[] outputs, int from, int to) {
      for (int i = from; i < to; i++) {
        gradient[i] = gradient[i] * Math.min(1f, outputs[i] * 0x1p127f * 0x1p127f) + 0f;
      }
    }

    @Override
    void backward(double[] gradient, double[] outputs, int from, int to) {
      for (int i = from; i < to; i++) {
        gradient[i] = gradient[i] * Math.min(1d, outputs[i] * 0x1p1023 * 0x1p1023) + 0d;
      }
    }
  },
  /**
   * y = 1 / (1 + exp(−z)), computed in float64, which keeps NaN; its derivative is y · (1 − y). In
   * float32, exp is that of {@link Exponentials}.
   */
  SIGMOID {
    @Override
    void apply(float[] z, int from, int to) {
      double[] block = Exponentials.buffer(1);
      for (int start = from; start < to; start += block.length) {
        int length = Math.min(block.length, to - start);
        // loops of their own, since the compiler does not vectorize those that convert
        for (int i = 0; i < length; i++) {
          block[i] = -z[start + i];
        }
        Exponentials.replace(Format.FLOAT32, block, length);
        for (int i = 0; i < length; i++) {
          block[i] = 1 / (1 + block[i]);
        }
        for (int i = 0; i < length; i++) {
          z[start + i] = (float) block[i];
        }
      }
    }

    @Override
    void apply(double[] z, int from, int to) {
      for (int i = from; i < to; i++) {
        z[i] = 1 / (1 + Math.exp(-z[i]));
      }
    }

    @Override
    void backward(float[] gradient, float[] outputs, int from, int to) {
      for (int i = from; i < to; i++) {
        gradient[i] *= outputs[i] * (1 - outputs[i]);
      }
    }

    @Override
    void backward(double[] gradient, double[] outputs, int from, int to) {
      for (int i = from; i < to; i++) {
        gradient[i] *= outputs[i] * (1 - outputs[i]);
      }
    }
  };

  /** Replaces the inputs at [from, to) by outputs. */
  abstract void apply(float[] z, int from, int to);

  /** Replaces the inputs at [from, to) by outputs. */
  abstract void apply(double[] z, int from, int to);

  /**
   * Turns the gradient at [from, to) with respect to the outputs into one with respect to the
   * inputs.
   *
   * @param outputs output i belongs to gradient i
   */
  abstract void backward(float[] gradient, float[] outputs, int from, int to);

  /**
   * Turns the gradient at [from, to) with respect to the outputs into one with respect to the
   * inputs.
   *
   * @param outputs output i belongs to gradient i
   */
  abstract void backward(double[] gradient, double[] outputs, int from, int to);

  /** Replaces inputs by outputs, in place. */
  final void apply(Matrix z) {
    for (int j = 0; j < z.stretches(); j++) {
      int from = z.offset() + j * z.stride();
      int to = from + z.stretchLength();
      if (z.format() == Format.FLOAT32) {
        apply(z.floats(), from, to);
      } else {
        apply(z.doubles(), from, to);
      }
    }
  }

  /**
   * Converts a gradient with respect to the outputs into one with respect to the inputs, in place.
   *
   * @param outputs what {@link #apply(Matrix)} gave, of the gradient's shape, format, offset and
   *     stride, so that one index serves both arrays, which the compiler vectorizes
   */
  final void backward(Matrix gradient, Matrix outputs) {
    if (!gradient.hasLayoutOf(outputs)) {
      throw new IllegalArgumentException(
          "Invalid outputs: %s, must have the shape, offset and stride of %s"
              .formatted(outputs, gradient));
    }
    for (int j = 0; j < gradient.stretches(); j++) {
      int from = gradient.offset() + j * gradient.stride();
      int to = from + gradient.stretchLength();
      if (gradient.format() == Format.FLOAT32) {
        backward(gradient.floats(), outputs.floats(), from, to);
      } else {
        backward(gradient.doubles(), outputs.doubles(), from, to);
      }
    }
  }
}
