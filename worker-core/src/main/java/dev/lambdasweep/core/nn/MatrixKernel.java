package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Matrix.Transpose;
import dev.lambdasweep.core.linalg.Precision;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Products by breeze's BLAS, one network at a time: the rounding of a row in its kernels depends on
 * the other rows, so one product for all networks would change bits with K. The mini-batch is
 * shared.
 */
final class MatrixKernel implements InputKernel {
  private final Matrix inputs;
  private final List<Matrix> weights;
  private Matrix batch;

  MatrixKernel(Precision precision, int members, int width, int inputs, int capacity) {
    this.inputs = Matrix.zeros(precision, inputs, capacity);
    batch = this.inputs;
    weights =
        IntStream.range(0, members).mapToObj(k -> Matrix.zeros(precision, width, inputs)).toList();
  }

  @Override
  public void gather(
      Examples examples, Standardizer standardizer, int[] indices, int from, int to) {
    if (batch.columns() != to - from) {
      batch = inputs.columns(0, to - from);
    }
    switch (inputs.precision()) {
      case FLOAT32 -> standardizer.apply(examples, indices, from, to, inputs.floats());
      case FLOAT64 -> standardizer.apply(examples, indices, from, to, inputs.doubles());
    }
  }

  @Override
  public void forward(List<Matrix> outputs) {
    for (int k = 0; k < weights.size(); k++) {
      outputs.get(k).multiply(1, Transpose.NO, weights.get(k), Transpose.NO, batch, 0);
    }
  }

  @Override
  public void step(List<Matrix> gradients) {
    for (int k = 0; k < weights.size(); k++) {
      weights.get(k).multiply(1, Transpose.NO, gradients.get(k), Transpose.YES, batch, 1);
    }
  }

  @Override
  public void read(int k, Matrix target) {
    target.transposeFrom(weights.get(k));
  }

  @Override
  public void write(int k, Matrix source) {
    weights.get(k).transposeFrom(source);
  }

  @Override
  public void clear(int k) {
    weights.get(k).scale(0);
  }

  @Override
  public void scale(int k, double factor) {
    weights.get(k).scale(factor);
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
