package dev.lambdasweep.core.train;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.StackedNetwork;
import dev.lambdasweep.core.optim.Penalty;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures networks on images. Losses are summed image by image, in the order of the indices, so
 * the figures do not depend on the block size.
 */
public final class Evaluation {
  /** Number of images evaluated together for a single network. */
  private static final int BLOCK = 500;

  private Evaluation() {}

  /**
   * The result of evaluating one member.
   *
   * @param measures figures of the member
   * @param correct set of images classified correctly: bit i for the i-th image
   */
  public record Evaluated(Measures measures, BitSet correct) {}

  /** Measures one network on all examples. */
  public static Evaluated evaluate(
      Network network, Penalty penalty, Examples examples, Standardizer standardizer) {
    int[] all = IntStream.range(0, examples.size()).toArray();
    try (StackedNetwork stack =
        new StackedNetwork(List.of(network), Math.min(BLOCK, examples.size()))) {
      return evaluate(stack, List.of(penalty), examples, standardizer, all).get(0);
    }
  }

  /** The predictions of one network for every example. */
  public static Predictions predict(Network network, Examples examples, Standardizer standardizer) {
    int block = Math.min(BLOCK, examples.size());
    int[] all = IntStream.range(0, examples.size()).toArray();
    int[] labels = new int[all.length];
    int[] predicted = new int[all.length];
    double[] probabilities = new double[all.length];
    try (StackedNetwork stack = new StackedNetwork(List.of(network), block)) {
      for (int from = 0; from < all.length; from += block) {
        int to = Math.min(all.length, from + block);
        stack.gather(examples, standardizer, all, from, to);
        stack.forward();
        Matrix logits = stack.logits(0);
        for (int j = 0; j < to - from; j++) {
          labels[from + j] = stack.label(j);
          predicted[from + j] = stack.loss(0).predicted(logits, j);
          probabilities[from + j] = stack.loss(0).probability(logits, j, stack.label(j));
        }
      }
    }
    return new Predictions(examples.classes(), labels, predicted, probabilities);
  }

  /**
   * Measures every member of a stack.
   *
   * @param penalties [K] penalty of each member
   * @param indices indices of the examples to measure on, at least one
   */
  static List<Evaluated> evaluate(
      StackedNetwork stack,
      List<Penalty> penalties,
      Examples examples,
      Standardizer standardizer,
      int[] indices) {
    int members = stack.members();
    double[] losses = new double[members];
    List<BitSet> correct = Stream.generate(BitSet::new).limit(members).toList();
    for (int from = 0; from < indices.length; from += stack.capacity()) {
      int to = Math.min(indices.length, from + stack.capacity());
      stack.gather(examples, standardizer, indices, from, to);
      stack.forward();
      for (int k = 0; k < members; k++) {
        losses[k] = addLosses(losses[k], stack, k, from, to, correct.get(k));
      }
    }
    return IntStream.range(0, members)
        .mapToObj(
            k -> {
              double loss = losses[k] / indices.length;
              double cost = penalties.get(k).cost(loss, stack.sumOfSquaredWeights(k));
              double accuracy = (double) correct.get(k).cardinality() / indices.length;
              return new Evaluated(
                  new Measures(loss, cost, accuracy, indices.length), correct.get(k));
            })
        .toList();
  }

  private static double addLosses(
      double sum, StackedNetwork stack, int k, int from, int to, BitSet correct) {
    Matrix logits = stack.logits(k);
    Loss loss = stack.loss(k);
    for (int j = 0; j < to - from; j++) {
      int label = stack.label(j);
      sum += loss.loss(logits, j, label);
      if (loss.predicted(logits, j) == label) {
        correct.set(from + j);
      }
    }
    return sum;
  }
}
