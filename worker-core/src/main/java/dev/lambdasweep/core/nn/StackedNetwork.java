package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.optim.Step;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * K networks of equal shape that see the same mini-batches, stacked along their first layer. A
 * single network is a stack of one. Members never affect each other, and a member that has ended
 * can be removed from the stack.
 *
 * <p>Shapes: one example per row; member k's outputs, here called logits, are [B × outputs].
 */
public final class StackedNetwork implements AutoCloseable {
  private final Precision precision;
  private final InputLayer input;
  private final double[] targets;
  private final double[] weights;
  private List<NetworkSpec> specs;
  private List<UpperLayers> upper;
  private double[] squaredWeights;
  private int size;

  /**
   * Stacks copies of networks.
   *
   * @param members K networks of equal shape and precision, whose activation and loss may differ
   * @param capacity size of the largest mini-batch, in training or evaluation
   */
  public StackedNetwork(List<Network> members, int capacity) {
    specs = members.stream().map(Network::spec).toList();
    Network first = members.get(0);
    precision = first.precision();
    for (Network member : members) {
      require(
          member.spec().hasShapeOf(first.spec()) && member.precision() == first.precision(),
          "Invalid member: %s %s, must have the shape of %s %s, the first",
          member.spec(),
          member.precision(),
          first.spec(),
          first.precision());
    }
    input =
        new InputLayer(
            first.precision(),
            members.stream().map(member -> member.layers().get(0)).toList(),
            capacity);
    upper = members.stream().map(member -> new UpperLayers(member, capacity)).toList();
    targets = new double[capacity];
    weights = new double[capacity];
    squaredWeights = new double[members.size()];
    forgetSquaredWeights();
  }

  /** Number of networks, K. */
  public int members() {
    return upper.size();
  }

  /** Most examples that {@link #gather} takes. */
  public int capacity() {
    return targets.length;
  }

  /**
   * Uses examples indices[from, to) as the mini-batch; indices may denote flipped images, see
   * {@link dev.lambdasweep.core.data.Flip}.
   */
  public void gather(
      Examples examples, Standardizer standardizer, int[] indices, int from, int to) {
    if (size != to - from) {
      size = to - from;
      upper.forEach(layers -> layers.resize(size));
    }
    input.gather(examples, standardizer, indices, from, to);
    examples.targets(indices, from, to, targets, weights);
    for (int j = 0; j < size; j++) {
      targets[j] = standardizer.standardizedTarget(targets[j]);
    }
  }

  /**
   * One update of every member from the mini-batch.
   *
   * @param steps [K] step of each member
   * @param update number of updates before this one
   * @param losses [at least K], receives the mean losses of the mini-batch before the update
   */
  public void update(List<Step> steps, int update, double[] losses) {
    forward();
    for (int k = 0; k < members(); k++) {
      Matrix first = input.outputs(k);
      Matrix logits = logits(k);
      losses[k] = specs.get(k).loss().lossAndGradient(logits, targets, weights);
      upper.get(k).backward(logits, first, input.gradient(k), steps.get(k), update);
    }
    input.step(steps, update);
    forgetSquaredWeights();
  }

  /** Passes the mini-batch through the first layer of every member. */
  public void forward() {
    input.forward();
  }

  /**
   * Member k's logits of the mini-batch; to be called once after {@link #forward}, and valid until
   * the next call.
   *
   * @return [B × outputs]
   */
  public Matrix logits(int k) {
    return upper.get(k).forward(input.outputs(k));
  }

  /** Loss of member k's logits. */
  public Loss loss(int k) {
    return specs.get(k).loss();
  }

  /** Target of example j of the mini-batch: its class, or its standardized value. */
  public double target(int j) {
    return targets[j];
  }

  /** Weight of example j of the mini-batch. */
  public double weight(int j) {
    return weights[j];
  }

  /** ‖W‖² of member k; computed once between updates, which takes as long as measuring 50 rows. */
  public double sumOfSquaredWeights(int k) {
    if (Double.isNaN(squaredWeights[k])) {
      squaredWeights[k] = input.sumOfSquaredWeights(k) + upper.get(k).sumOfSquaredWeights();
    }
    return squaredWeights[k];
  }

  private void forgetSquaredWeights() {
    Arrays.fill(squaredWeights, Double.NaN);
  }

  /**
   * Removes all other members from the stack; those that stay keep their bits. The next call must
   * be {@link #gather}, since the mini-batch is lost.
   *
   * @param members indices of the members to keep, in their new order, at least one
   */
  public void keep(List<Integer> members) {
    input.keep(members);
    specs = members.stream().map(specs::get).toList();
    upper = members.stream().map(upper::get).toList();
    squaredWeights = members.stream().mapToDouble(k -> squaredWeights[k]).toArray();
  }

  /**
   * Bytes of what {@link #write} writes, the same for every member whose steps are alike.
   *
   * @param step step of the member
   */
  public long stateBytes(int k, Step step) {
    StateBytes.Count count = new StateBytes.Count();
    pass(k, step, count);
    return count.bytes();
  }

  /**
   * Writes everything that member k keeps from one update to the next. A member of another stack
   * that {@linkplain #read reads} it goes on with the same bits.
   *
   * @param step step of the member
   * @param target buffer with room for {@link #stateBytes}; its position moves on
   */
  public void write(int k, Step step, ByteBuffer target) {
    pass(k, step, new StateBytes.Writing(target));
  }

  /**
   * Replaces everything that member k keeps from one update to the next.
   *
   * @param step step of the member, with as many moments as that with which it was written
   * @param source what {@link #write} wrote of a network of the same shape and precision; its
   *     position moves on
   */
  public void read(int k, Step step, ByteBuffer source) {
    pass(k, step, new StateBytes.Reading(source));
    forgetSquaredWeights();
  }

  private void pass(int k, Step step, StateBytes bytes) {
    input.pass(k, step, bytes);
    upper.get(k).pass(step, bytes);
  }

  /** Frees the memory outside Java's heap; the stack must not be used again. */
  @Override
  public void close() {
    input.close();
  }

  /** A copy of member k. */
  public Network member(int k) {
    List<Layer> layers = new ArrayList<>();
    layers.add(input.layer(k));
    layers.addAll(upper.get(k).copies());
    return new Network(specs.get(k), precision, layers);
  }
}
