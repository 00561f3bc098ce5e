package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.OneDnn;
import java.util.List;
import java.util.Optional;

/**
 * Computes the products of {@link InputLayer} and holds the two large matrices: the stacked weights
 * V [K·H × D] and the mini-batch X [B × D].
 *
 * <p>A network's numbers are bit-identical in a stack of any size, including 1.
 */
sealed interface InputKernel extends AutoCloseable permits MatrixKernel, OneDnnKernel {
  /** The fastest kernel available on this machine. */
  static InputKernel of(Precision precision, int members, int width, int inputs, int capacity) {
    Optional<OneDnn> oneDnn = OneDnn.instance();
    boolean areRounded = precision == Precision.BFLOAT16;
    boolean isFaster =
        switch (precision) {
          case FLOAT32 -> oneDnn.isPresent();
          case FLOAT64 -> false;
          case BFLOAT16 -> Blas.hasBfloat16();
        };
    if (isFaster) {
      return new OneDnnKernel(oneDnn.get(), areRounded, members, width, inputs, capacity);
    }
    return new MatrixKernel(precision, members, width, inputs, capacity);
  }

  /** Standardizes examples indices[from, to) into the mini-batch. */
  void gather(Examples examples, Standardizer standardizer, int[] indices, int from, int to);

  /**
   * Computes X · V_kᵀ for every network k.
   *
   * @param outputs [K] of [B × H], not views; overwritten
   */
  void forward(List<Matrix> outputs);

  /**
   * Adds G_kᵀ · X to V_k for every network k.
   *
   * @param gradients G, [K] of [B × H], not views; may be overwritten
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
