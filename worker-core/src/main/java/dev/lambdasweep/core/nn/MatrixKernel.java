package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Bfloat16;
import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Matrix.Transpose;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Products by breeze's BLAS, one network at a time: the rounding of a row in its kernels depends on
 * the other rows, so one product for all networks would change bits with K. The mini-batch is
 * shared. In {@link Precision#BFLOAT16}, operands are float32 with the values of bfloat16.
 */
final class MatrixKernel implements InputKernel {
  private final Precision precision;
  private final Matrix inputs;
  private final List<Matrix> weights;
  private final List<Matrix> operands; // the weights as they enter products
  private boolean operandsAreStale;
  private final float[] example;
  private Matrix batch;

  MatrixKernel(Precision precision, int members, int width, int inputs, int capacity) {
    this.precision = precision;
    Format format = precision.format();
    this.inputs = Matrix.zeros(format, inputs, capacity);
    batch = this.inputs;
    weights = zeros(format, members, width, inputs);
    example = new float[inputs];
    operands = areRounded() ? zeros(format, members, width, inputs) : weights;
  }

  private static List<Matrix> zeros(Format format, int members, int width, int inputs) {
    return IntStream.range(0, members).mapToObj(k -> Matrix.zeros(format, width, inputs)).toList();
  }

  private boolean areRounded() {
    return precision == Precision.BFLOAT16;
  }

  @Override
  public void gather(
      Examples examples, Standardizer standardizer, int[] indices, int from, int to) {
    if (batch.columns() != to - from) {
      batch = inputs.columns(0, to - from);
    }
    switch (inputs.format()) {
      case FLOAT32 -> standardizer.apply(examples, indices, from, to, inputs.floats(), example);
      case FLOAT64 -> standardizer.apply(examples, indices, from, to, inputs.doubles());
    }
    if (areRounded()) {
      Bfloat16.round(batch, batch);
    }
  }

  @Override
  public void forward(List<Matrix> outputs) {
    if (areRounded() && operandsAreStale) {
      for (int k = 0; k < weights.size(); k++) {
        Bfloat16.round(weights.get(k), operands.get(k));
      }
      operandsAreStale = false;
    }
    for (int k = 0; k < operands.size(); k++) {
      outputs.get(k).multiply(1, Transpose.YES, batch, Transpose.YES, operands.get(k), 0);
    }
  }

  @Override
  public void step(List<Matrix> gradients) {
    for (int k = 0; k < weights.size(); k++) {
      if (areRounded()) {
        Bfloat16.round(gradients.get(k), gradients.get(k));
      }
      weights.get(k).multiply(1, Transpose.YES, gradients.get(k), Transpose.YES, batch, 1);
    }
    operandsAreStale = true;
  }

  @Override
  public void read(int k, Matrix target) {
    target.transposeFrom(weights.get(k));
  }

  @Override
  public void write(int k, Matrix source) {
    weights.get(k).transposeFrom(source);
    operandsAreStale = true;
  }

  @Override
  public void clear(int k) {
    weights.get(k).scale(0);
    operandsAreStale = true;
  }

  @Override
  public void scale(int k, double factor) {
    weights.get(k).scale(factor);
    operandsAreStale = true;
  }

  @Override
  public double sumOfSquares(int k) {
    return weights.get(k).sumOfSquares();
  }

  @Override
  public void close() {
    // everything is on the heap
  }
}
