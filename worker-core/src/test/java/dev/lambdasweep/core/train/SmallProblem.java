package dev.lambdasweep.core.train;

import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Split;
import dev.lambdasweep.core.data.Targets;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.LearningRate;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Sgd;
import dev.lambdasweep.core.random.Philox;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Random bytes of 4 classes, 37 for training and 23 for validation: with 10 images per mini-batch,
 * an epoch is 4 updates and its last mini-batch has 7. The bytes are images of 3 channels and 2 × 2
 * pixels.
 */
final class SmallProblem {
  static final int BATCH = 10;
  static final int UPDATES_PER_EPOCH = 4;
  static final long SEED = 5;
  static final Penalty NONE = new Penalty(0, Penalty.Convention.LAMBDA);

  static final int INPUTS = 12;
  static final int CLASSES = 4;

  static final Dataset DATA = new Dataset(examples(70), Split.random(70, 37, 23, 1), 2);

  private SmallProblem() {}

  /** Batching with a smaller last mini-batch per epoch. */
  static final Batching BATCHING =
      new Batching(BATCH, Batching.Order.SHUFFLED, Batching.LastBatch.KEEP, 0);

  static Examples examples(int size) {
    Philox random = new Philox(3, 0);
    byte[] features = new byte[size * INPUTS];
    byte[] labels = new byte[size];
    random.nextBytes(features);
    for (int i = 0; i < size; i++) {
      labels[i] = (byte) random.nextInt(CLASSES);
    }
    return new Examples(features, labels, CLASSES, List.of(3, 2, 2));
  }

  static Member member(NetworkSpec spec, LearningRate rate, double lambda) {
    Network network = Network.initial(spec, new InitialWeights.FanIn(), Precision.FLOAT64, SEED);
    return new Member(network, new Sgd(rate, new Penalty(lambda, Penalty.Convention.LAMBDA)));
  }

  static Network network(List<Integer> hidden, Precision precision) {
    NetworkSpec spec =
        new NetworkSpec(INPUTS, hidden, CLASSES, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    return Network.initial(spec, new InitialWeights.FanIn(), precision, SEED);
  }

  static Member member(List<Integer> hidden, Precision precision, double rate, double lambda) {
    return member(hidden, precision, new Constant(rate), lambda);
  }

  static Member member(
      List<Integer> hidden, Precision precision, LearningRate rate, double lambda) {
    Penalty penalty = new Penalty(lambda, Penalty.Convention.LAMBDA);
    return new Member(network(hidden, precision), new Sgd(rate, penalty));
  }

  static TrainingSpec updates(int updates) {
    return updates(updates, updates);
  }

  static TrainingSpec updates(int updates, int curveEvery) {
    return new TrainingSpec(updates, BATCHING, SEED, curveEvery, 15, Double.POSITIVE_INFINITY);
  }

  static List<MemberRun> train(TrainingSpec spec, Member... members) {
    return new Training(spec, List.of(members), DATA).run();
  }

  static Trained trained(MemberRun run) {
    return run.trained().orElseThrow();
  }

  /** W1, b1, W2, … one after the other, each in column-major order. */
  static double[] parameters(Network network) {
    return network.parameters().stream().flatMapToDouble(SmallProblem::numbers).toArray();
  }

  private static DoubleStream numbers(Matrix matrix) {
    return IntStream.range(0, matrix.columns())
        .boxed()
        .flatMapToDouble(j -> IntStream.range(0, matrix.rows()).mapToDouble(i -> matrix.at(i, j)));
  }

  /** The examples at indices[from, to), standardized, one per row. */
  static double[][] standardized(int[] indices, int from, int to) {
    double[] columns = new double[(to - from) * INPUTS];
    DATA.standardizer().apply(DATA.examples(), indices, from, to, columns);
    double[][] rows = new double[to - from][INPUTS];
    for (int n = 0; n < rows.length; n++) {
      System.arraycopy(columns, n * INPUTS, rows[n], 0, INPUTS);
    }
    return rows;
  }

  /** The same examples and split with a value each: 100 plus 7 times the sum of three inputs. */
  static Dataset values() {
    Examples bytes = DATA.examples();
    float[] features = new float[bytes.size() * INPUTS];
    double[] targets = new double[bytes.size()];
    for (int i = 0; i < bytes.size(); i++) {
      for (int k = 0; k < INPUTS; k++) {
        features[i * INPUTS + k] = bytes.feature(i, k);
        targets[i] += k < 3 ? 7 * bytes.feature(i, k) : 0;
      }
      targets[i] += 100;
    }
    Examples examples =
        Examples.ofFloats(new float[][] {features}, Targets.values(targets), bytes.shape());
    Split split = Split.ofOrder(order(), DATA.validationSize(), DATA.trainingSize());
    return new Dataset(examples, split, SEED);
  }

  private static int[] order() {
    return IntStream.concat(IntStream.of(DATA.validation()), IntStream.of(DATA.training()))
        .toArray();
  }

  static double[] labels(int[] indices, int from, int to) {
    return IntStream.range(from, to).mapToDouble(i -> DATA.examples().label(indices[i])).toArray();
  }
}
