package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Bfloat16Matrix;
import dev.lambdasweep.core.linalg.ByteRows;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Matrix.Transpose;
import dev.lambdasweep.core.linalg.NativeComputation;
import dev.lambdasweep.core.linalg.NativeConversion;
import dev.lambdasweep.core.linalg.NativeMatrix;
import dev.lambdasweep.core.linalg.NativeOperand;
import dev.lambdasweep.core.linalg.NativeProduct;
import dev.lambdasweep.core.linalg.OneDnn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Products by oneDNN, on matrices outside Java's heap. One product serves all networks.
 *
 * <p>Shapes: one example or neuron per row; V is [R × D], X is [B × D], outputs and gradients are
 * [R × B], with R = K · H, or slightly more if equal bits require more neurons. With a neuron per
 * row, the step of a few networks takes a quarter less time than with an input per row, and what
 * belongs to one network is contiguous.
 *
 * <p>In float32, products read these matrices themselves; in bfloat16, copies that are rounded when
 * what they are copies of has changed.
 */
final class OneDnnKernel implements InputKernel {
  /** Examples standardized at once, so that their floats stay in the processor's nearer caches. */
  private static final int BLOCK = 20;

  private final int width;
  private final NativeMatrix weights;
  private final NativeMatrix outputs;
  private final NativeMatrix gradients;
  private final NativeMatrix floats; // standardized examples before they are rounded
  private final NativeOperand weightOperand;
  private final NativeOperand gradientOperand;
  private final NativeOperand inputOperand;
  private final NativeComputation weightRounding;
  private final ByteRows bytes;
  private final float[] row;
  private Standardizer standardizer;
  private boolean weightsHaveChanged;
  private Batch batch;

  /**
   * A kernel with weights of 0.
   *
   * @param areRounded whether operands are rounded to bfloat16
   */
  OneDnnKernel(
      OneDnn oneDnn, boolean areRounded, int members, int width, int inputs, int capacity) {
    this.width = width;
    int neurons = Math.max(members * width, NativeProduct.LEAST_NEURONS);
    weights = new NativeMatrix(oneDnn, neurons, inputs);
    outputs = new NativeMatrix(oneDnn, neurons, capacity);
    gradients = new NativeMatrix(oneDnn, neurons, capacity);
    if (areRounded) {
      floats = new NativeMatrix(oneDnn, Math.min(BLOCK, capacity), inputs);
      weightOperand = new Bfloat16Matrix(neurons, inputs);
      gradientOperand = new Bfloat16Matrix(neurons, capacity);
      inputOperand = new Bfloat16Matrix(capacity, inputs);
    } else {
      floats = new NativeMatrix(oneDnn, capacity, inputs);
      weightOperand = weights;
      gradientOperand = gradients;
      inputOperand = floats;
    }
    weightRounding = NativeConversion.of(weights, weightOperand);
    bytes = new ByteRows(oneDnn, Math.min(BLOCK, capacity), inputs);
    row = new float[inputs];
    batch = new Batch(capacity);
  }

  /** What is prepared for one size of mini-batch, once instead of in every update. */
  private final class Batch {
    private final int size;
    private final List<Block> blocks = new ArrayList<>();
    private final NativeComputation gradientRounding;
    private final NativeComputation forward;
    private final NativeComputation step;

    Batch(int size) {
      this.size = size;
      for (int from = 0; from < size; from += BLOCK) {
        blocks.add(new Block(from, Math.min(from + BLOCK, size)));
      }
      NativeOperand examples = inputOperand.rows(0, size);
      NativeOperand gradient = gradientOperand.columns(0, size);
      gradientRounding = NativeConversion.of(gradients.columns(0, size), gradient);
      forward =
          NativeProduct.overwriting(
              outputs.columns(0, size), Transpose.NO, weightOperand, Transpose.YES, examples);
      step = NativeProduct.adding(weights, Transpose.NO, gradient, Transpose.NO, examples);
    }

    void close() {
      blocks.forEach(Block::close);
      gradientRounding.close();
      forward.close();
      step.close();
    }
  }

  /** Examples [from, to) of a mini-batch. */
  private final class Block {
    private final int from;
    private final int to;
    private final NativeMatrix standardized;
    private final NativeComputation standardizing;
    private final NativeComputation rounding;

    Block(int from, int to) {
      this.from = from;
      this.to = to;
      int row = from % floats.rows(); // 0 if blocks share their floats, which are rounded
      standardized = floats.rows(row, row + to - from);
      standardizing = bytes.into(standardized);
      rounding = NativeConversion.of(standardized, inputOperand.rows(from, to));
    }

    void gather(Examples examples, int[] indices, int first) {
      if (examples.areBytes()) {
        for (int j = from; j < to; j++) {
          examples.copyFeatures(indices[first + j], bytes.buffer(), bytes.position(j - from));
        }
        standardizing.compute();
      } else {
        for (int j = from; j < to; j++) {
          standardizer.apply(examples, indices[first + j], row);
          standardized.write(j - from, 0, row, 0, row.length);
        }
      }
      rounding.compute();
    }

    void close() {
      standardizing.close();
      rounding.close();
    }
  }

  @Override
  public void gather(
      Examples examples, Standardizer standardizer, int[] indices, int from, int to) {
    if (batch.size != to - from) {
      batch.close();
      batch = new Batch(to - from);
    }
    if (!standardizer.equals(this.standardizer)) {
      bytes.scaleAndShift(standardizer.scale(), standardizer.shift());
      this.standardizer = standardizer;
    }
    for (int i = 0; i < batch.blocks.size(); i++) {
      batch.blocks.get(i).gather(examples, indices, from);
    }
  }

  @Override
  public void forward(List<Matrix> targets) {
    if (weightsHaveChanged) {
      weightRounding.compute();
      weightsHaveChanged = false;
    }
    batch.forward.compute();
    for (int k = 0; k < targets.size(); k++) {
      float[] target = targets.get(k).floats();
      for (int h = 0; h < width; h++) {
        outputs.read(k * width + h, 0, target, h * batch.size, batch.size);
      }
    }
  }

  @Override
  public void step(List<Matrix> sources) {
    for (int k = 0; k < sources.size(); k++) {
      float[] source = sources.get(k).floats();
      for (int h = 0; h < width; h++) {
        gradients.write(k * width + h, 0, source, h * batch.size, batch.size);
      }
    }
    batch.gradientRounding.compute();
    batch.step.compute();
    weightsHaveChanged = true;
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
    weightsHaveChanged = true;
  }

  @Override
  public void clear(int k) {
    Arrays.fill(row, 0);
    for (int h = 0; h < width; h++) {
      weights.write(k * width + h, 0, row, 0, row.length);
    }
    weightsHaveChanged = true;
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
    weightsHaveChanged = true;
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
    weightRounding.close();
    bytes.close();
    for (NativeOperand matrix :
        List.of(
            weights, outputs, gradients, floats, weightOperand, gradientOperand, inputOperand)) {
      matrix.close(); // in float32, some are one; closing again does nothing
    }
  }
}
