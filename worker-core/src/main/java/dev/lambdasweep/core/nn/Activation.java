package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Precision;

/** Activation function of a hidden layer. */
public enum Activation {
  /** y = max(0, z), which keeps NaN; its derivative at 0 is taken as 0. */
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
    void backward(float[] gradient, int from, int to, float[] outputs, int shift) {
      for (int i = from; i < to; i++) {
        gradient[i] = outputs[i + shift] > 0 ? gradient[i] : 0f;
      }
    }

    @Override
    void backward(double[] gradient, int from, int to, double[] outputs, int shift) {
      for (int i = from; i < to; i++) {
        gradient[i] = outputs[i + shift] > 0 ? gradient[i] : 0d;
      }
    }
  },
  /** y = 1 / (1 + exp(−z)), computed in float64, which keeps NaN; its derivative is y · (1 − y). */
  SIGMOID {
    @Override
    void apply(float[] z, int from, int to) {
      for (int i = from; i < to; i++) {
        z[i] = (float) (1 / (1 + Math.exp(-z[i])));
      }
    }

    @Override
    void apply(double[] z, int from, int to) {
      for (int i = from; i < to; i++) {
        z[i] = 1 / (1 + Math.exp(-z[i]));
      }
    }

    @Override
    void backward(float[] gradient, int from, int to, float[] outputs, int shift) {
      for (int i = from; i < to; i++) {
        gradient[i] *= outputs[i + shift] * (1 - outputs[i + shift]);
      }
    }

    @Override
    void backward(double[] gradient, int from, int to, double[] outputs, int shift) {
      for (int i = from; i < to; i++) {
        gradient[i] *= outputs[i + shift] * (1 - outputs[i + shift]);
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
   * @param outputs output i + shift belongs to gradient i
   */
  abstract void backward(float[] gradient, int from, int to, float[] outputs, int shift);

  /**
   * Turns the gradient at [from, to) with respect to the outputs into one with respect to the
   * inputs.
   *
   * @param outputs output i + shift belongs to gradient i
   */
  abstract void backward(double[] gradient, int from, int to, double[] outputs, int shift);

  /** Replaces inputs by outputs, in place. */
  final void apply(Matrix z) {
    for (int j = 0; j < z.columns(); j++) {
      int from = z.offset() + j * z.stride();
      int to = from + z.rows();
      if (z.precision() == Precision.FLOAT32) {
        apply(z.floats(), from, to);
      } else {
        apply(z.doubles(), from, to);
      }
    }
  }

  /**
   * Converts a gradient with respect to the outputs into one with respect to the inputs, in place.
   *
   * @param outputs what {@link #apply(Matrix)} gave, of the gradient's shape and precision
   */
  final void backward(Matrix gradient, Matrix outputs) {
    require(
        gradient.rows() == outputs.rows() && gradient.columns() == outputs.columns(),
        "Invalid outputs: %s, must have the shape of %s",
        outputs,
        gradient);
    for (int j = 0; j < gradient.columns(); j++) {
      int from = gradient.offset() + j * gradient.stride();
      int shift = outputs.offset() + j * outputs.stride() - from;
      int to = from + gradient.rows();
      if (gradient.precision() == Precision.FLOAT32) {
        backward(gradient.floats(), from, to, outputs.floats(), shift);
      } else {
        backward(gradient.doubles(), from, to, outputs.doubles(), shift);
      }
    }
  }
}
