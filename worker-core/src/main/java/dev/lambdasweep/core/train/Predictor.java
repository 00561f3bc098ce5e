package dev.lambdasweep.core.train;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.StackedNetwork;
import java.util.List;
import java.util.stream.IntStream;

/** Predicts the classes or values of examples with one network, block by block. Not thread-safe. */
public final class Predictor implements AutoCloseable {
  private final StackedNetwork stack;
  private final Standardizer standardizer;
  private Matrix outputs;

  /**
   * A predictor that has not read any examples yet.
   *
   * @param standardizer standardizer of the network's inputs and target
   * @param capacity most examples of a block
   */
  public Predictor(Network network, Standardizer standardizer, int capacity) {
    this.stack = new StackedNetwork(List.of(network), capacity);
    this.standardizer = standardizer;
    this.outputs = Matrix.zeros(network.precision().format(), network.spec().outputs(), 1);
  }

  /** Most examples of a block. */
  public int capacity() {
    return stack.capacity();
  }

  /**
   * Passes a block of examples through the network.
   *
   * @param examples examples with the network's inputs; their targets do not matter
   * @param from first example
   * @param to example after the last, at most {@link #capacity()} after the first
   */
  public void read(Examples examples, int from, int to) {
    int[] block = IntStream.range(from, to).toArray();
    stack.gather(examples, standardizer, block, 0, block.length);
    stack.forward();
    outputs = stack.logits(0);
  }

  /**
   * The prediction for an example of the block: its class, as a whole number, or its value in the
   * unit of the target; NaN for a value if the network has diverged.
   *
   * @param j number of the example in the block, from 0
   */
  public double predicted(int j) {
    return standardizer.unstandardizedTarget(loss().predicted(outputs, j));
  }

  /**
   * The probability that the network gives to a class of an example of the block.
   *
   * @param j number of the example in the block, from 0
   * @throws IllegalStateException if values are predicted
   */
  public double probability(int j, int label) {
    return loss().probability(outputs, j, label);
  }

  private Loss loss() {
    return stack.loss(0);
  }

  /** Frees the memory outside Java's heap. */
  @Override
  public void close() {
    stack.close();
  }
}
