package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.OneDnn;
import java.util.List;

/**
 * Computes the products of {@link InputLayer} and holds the two large matrices: the stacked weights
 * V [K·H × D] and the mini-batch X [D × B].
 *
 * <p>A network's numbers are bit-identical in a stack of any size, including 1.
 */
sealed interface InputKernel extends AutoCloseable permits MatrixKernel, OneDnnKernel {
  /** The fastest kernel available on this machine. */
  static InputKernel of(Precision precision, int members, int width, int inputs, int capacity) {
    if (precision == Precision.FLOAT32 && OneDnn.instance().isPresent()) {
      return new OneDnnKernel(OneDnn.instance().get(), members, width, inputs, capacity);
    }
    return new MatrixKernel(precision, members, width, inputs, capacity);
  }

  /** Standardizes examples indices[from, to) into the mini-batch. */
  void gather(Examples examples, Standardizer standardizer, int[] indices, int from, int to);

  /**
   * Computes V_k · X for every network k.
   *
   * @param outputs [K] of [H × B], overwritten
   */
  void forward(List<Matrix> outputs);

  /**
   * Adds G_k · Xᵀ to V_k for every network k.
   *
   * @param gradients G, [K] of [H × B], which may be overwritten
   */
  void step(List<Matrix> gradients);

  /**
   * Copies network k's part of V, transposed.
   *
   * @param target [D × H], one neuron per column
   */
  void read(int k, Matrix target);

  /** Overwrites network k's part of V; the inverse of {@link #read}. */
  void write(int k, Matrix source);

  /** Sets network k's part of V to 0, whatever the previous numbers. */
  void clear(int k);

  /** Multiplies network k's part of V by a factor. */
  void scale(int k, double factor);

  /** ‖V_k‖², of network k's part, in float64; not finite if any of its numbers is not. */
  double sumOfSquares(int k);

  /** Frees the memory outside Java's heap. */
  @Override
  void close();
}
