package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.ByteRows;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Matrix.Transpose;
import dev.lambdasweep.core.linalg.NativeMatrix;
import dev.lambdasweep.core.linalg.OneDnn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Products by oneDNN in float32, on matrices outside Java's heap. One product serves all networks
 * if that does not change any network's bits; otherwise there is one product per network.
 *
 * <p>Shapes: one example or input per row and one neuron per column; V is [D × R] and X is [B × D],
 * with R = K · H, or slightly more if equal bits require more columns. (With V as [R × D] the
 * forward product would be 25% slower.)
 */
final class OneDnnKernel implements InputKernel {
  private final int width;
  private final NativeMatrix weights;
  private final NativeMatrix inputs;
  private final NativeMatrix outputs;
  private final NativeMatrix gradients;
  private final ByteRows bytes;
  private final float[] row;
  private final float[] example;
  private final int block;
  private final List<NativeMatrix> weightBlocks;
  private Standardizer standardizer;
  private Batch batch;

  /** Views for one size of mini-batch, created once instead of in every update. */
  private record Batch(
      NativeMatrix inputs, List<NativeMatrix> outputs, List<NativeMatrix> gradients) {}

  OneDnnKernel(OneDnn oneDnn, int members, int width, int inputs, int capacity) {
    this.width = width;
    int columns = members * width;
    boolean stacked = oneDnn.keepsBitsOfColumns();
    int padded = stacked ? Math.max(columns, NativeMatrix.LEAST_COLUMNS) : columns;
    block = stacked ? padded : width;
    weights = new NativeMatrix(oneDnn, inputs, padded);
    this.inputs = new NativeMatrix(oneDnn, capacity, inputs);
    outputs = new NativeMatrix(oneDnn, capacity, padded);
    gradients = new NativeMatrix(oneDnn, capacity, padded);
    bytes = new ByteRows(oneDnn, this.inputs);
    row = new float[width];
    example = new float[inputs];
    weightBlocks = blocks(weights);
    batch = views(capacity);
  }

  private Batch views(int size) {
    return new Batch(
        inputs.rows(0, size), blocks(outputs.rows(0, size)), blocks(gradients.rows(0, size)));
  }

  private List<NativeMatrix> blocks(NativeMatrix stacked) {
    return IntStream.range(0, stacked.columns() / block)
        .mapToObj(i -> stacked.columns(i * block, (i + 1) * block))
        .toList();
  }

  @Override
  public void gather(
      Examples examples, Standardizer standardizer, int[] indices, int from, int to) {
    if (batch.inputs().rows() != to - from) {
      batch = views(to - from);
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
        standardizer.apply(examples, indices[j], example);
        inputs.write(j - from, 0, example, 0, example.length);
      }
    }
  }

  @Override
  public void forward(List<Matrix> targets) {
    for (int i = 0; i < weightBlocks.size(); i++) {
      batch
          .outputs()
          .get(i)
          .multiply(Transpose.NO, batch.inputs(), Transpose.NO, weightBlocks.get(i), 0);
    }
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
    for (int i = 0; i < weightBlocks.size(); i++) {
      weightBlocks
          .get(i)
          .multiply(Transpose.YES, batch.inputs(), Transpose.NO, batch.gradients().get(i), 1);
    }
  }

  @Override
  public void read(int k, Matrix target) {
    for (int d = 0; d < weights.rows(); d++) {
      int start = target.offset() + d * target.stride();
      weights.read(d, k * width, target.floats(), start, width);
    }
  }

  @Override
  public void write(int k, Matrix source) {
    for (int d = 0; d < weights.rows(); d++) {
      int start = source.offset() + d * source.stride();
      weights.write(d, k * width, source.floats(), start, width);
    }
  }

  @Override
  public void clear(int k) {
    Arrays.fill(row, 0);
    for (int d = 0; d < weights.rows(); d++) {
      weights.write(d, k * width, row, 0, width);
    }
  }

  @Override
  public void scale(int k, double factor) {
    for (int d = 0; d < weights.rows(); d++) {
      weights.read(d, k * width, row, 0, width);
      for (int h = 0; h < width; h++) {
        row[h] = (float) factor * row[h];
      }
      weights.write(d, k * width, row, 0, width);
    }
  }

  @Override
  public double sumOfSquares(int k) {
    double sum = 0;
    for (int d = 0; d < weights.rows(); d++) {
      weights.read(d, k * width, row, 0, width);
      for (int h = 0; h < width; h++) {
        sum += (double) row[h] * row[h];
      }
    }
    return sum;
  }

  @Override
  public void close() {
    bytes.close();
    weights.close();
    inputs.close();
    outputs.close();
    gradients.close();
  }
}
