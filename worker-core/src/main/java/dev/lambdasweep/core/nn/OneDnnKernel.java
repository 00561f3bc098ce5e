package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.ByteRows;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Matrix.Transpose;
import dev.lambdasweep.core.linalg.NativeMatrix;
import dev.lambdasweep.core.linalg.NativeProduct;
import dev.lambdasweep.core.linalg.OneDnn;
import java.util.Arrays;
import java.util.List;

/**
 * Products by oneDNN in float32, on matrices outside Java's heap. One product serves all networks.
 *
 * <p>Shapes: one example or neuron per row of the operands; V is [R × D], X is [B × D], outputs and
 * gradients are [B × R], with R = K · H, or slightly more if equal bits require more neurons. With
 * a neuron per row, the step of a few networks takes a quarter less time than with an input per
 * row, and what belongs to one network is contiguous.
 */
final class OneDnnKernel implements InputKernel {
  private final int width;
  private final NativeMatrix weights;
  private final NativeMatrix inputs;
  private final NativeMatrix outputs;
  private final NativeMatrix gradients;
  private final ByteRows bytes;
  private final float[] row;
  private Standardizer standardizer;
  private Batch batch;

  /** The products for one size of mini-batch, prepared once instead of in every update. */
  private record Batch(int size, NativeProduct forward, NativeProduct step) {
    void close() {
      forward.close();
      step.close();
    }
  }

  OneDnnKernel(OneDnn oneDnn, int members, int width, int inputs, int capacity) {
    this.width = width;
    int neurons = Math.max(members * width, NativeProduct.LEAST_NEURONS);
    weights = new NativeMatrix(oneDnn, neurons, inputs);
    this.inputs = new NativeMatrix(oneDnn, capacity, inputs);
    outputs = new NativeMatrix(oneDnn, capacity, neurons);
    gradients = new NativeMatrix(oneDnn, capacity, neurons);
    bytes = new ByteRows(oneDnn, this.inputs);
    row = new float[inputs];
    batch = batch(capacity);
  }

  private Batch batch(int size) {
    NativeMatrix examples = inputs.rows(0, size);
    return new Batch(
        size,
        NativeProduct.overwriting(
            outputs.rows(0, size), Transpose.NO, examples, Transpose.YES, weights),
        NativeProduct.adding(
            weights, Transpose.YES, gradients.rows(0, size), Transpose.NO, examples));
  }

  @Override
  public void gather(
      Examples examples, Standardizer standardizer, int[] indices, int from, int to) {
    if (batch.size() != to - from) {
      batch.close();
      batch = batch(to - from);
    }
    if (!standardizer.equals(this.standardizer)) {
      bytes.scaleAndShift(standardizer.scale(), standardizer.shift());
      this.standardizer = standardizer;
    }
    if (examples.areBytes()) {
      for (int j = from; j < to; j++) {
        examples.copyFeatures(indices[j], bytes.buffer(), bytes.position(j - from));
      }
      bytes.convert(to - from);
    } else {
      for (int j = from; j < to; j++) {
        standardizer.apply(examples, indices[j], row);
        inputs.write(j - from, 0, row, 0, row.length);
      }
    }
  }

  @Override
  public void forward(List<Matrix> targets) {
    batch.forward().compute();
    for (int k = 0; k < targets.size(); k++) {
      Matrix target = targets.get(k);
      for (int j = 0; j < target.columns(); j++) {
        int start = target.offset() + j * target.stride();
        outputs.read(j, k * width, target.floats(), start, width);
      }
    }
  }

  @Override
  public void step(List<Matrix> sources) {
    for (int k = 0; k < sources.size(); k++) {
      Matrix source = sources.get(k);
      for (int j = 0; j < source.columns(); j++) {
        int start = source.offset() + j * source.stride();
        gradients.write(j, k * width, source.floats(), start, width);
      }
    }
    batch.step().compute();
  }

  @Override
  public void read(int k, Matrix target) {
    for (int h = 0; h < width; h++) {
      int start = target.offset() + h * target.stride();
      weights.read(k * width + h, 0, target.floats(), start, row.length);
    }
  }

  @Override
  public void write(int k, Matrix source) {
    for (int h = 0; h < width; h++) {
      int start = source.offset() + h * source.stride();
      weights.write(k * width + h, 0, source.floats(), start, row.length);
    }
  }

  @Override
  public void clear(int k) {
    Arrays.fill(row, 0);
    for (int h = 0; h < width; h++) {
      weights.write(k * width + h, 0, row, 0, row.length);
    }
  }

  @Override
  public void scale(int k, double factor) {
    for (int h = 0; h < width; h++) {
      weights.read(k * width + h, 0, row, 0, row.length);
      for (int d = 0; d < row.length; d++) {
        row[d] = (float) factor * row[d];
      }
      weights.write(k * width + h, 0, row, 0, row.length);
    }
  }

  @Override
  public double sumOfSquares(int k) {
    double sum = 0;
    for (int h = 0; h < width; h++) {
      weights.read(k * width + h, 0, row, 0, row.length);
      for (float weight : row) {
        sum += (double) weight * weight;
      }
    }
    return sum;
  }

  @Override
  public void close() {
    batch.close();
    bytes.close();
    weights.close();
    inputs.close();
    outputs.close();
    gradients.close();
  }
}
