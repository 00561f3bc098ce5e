package dev.lambdasweep.core.train;

import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Split;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Adam;
import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.Optimizer;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Sgd;
import dev.lambdasweep.core.random.Philox;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Updates of K networks with 10 classes. By default, 10,000 examples, ReLU units, mini-batches of
 * 100 and gradient descent with a penalty: {@code scripts/peers/numpy_tables.py} does the same, and
 * {@code scripts/peers/numpy_experiments.py} other networks.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 300, time = 1, timeUnit = TimeUnit.MILLISECONDS)
public class UpdatesBenchmark {
  private static final int CLASSES = 10;
  private static final int UPDATES = 20;
  private static final int IMAGES = 3_072;

  /**
   * Inputs, and the units of each hidden layer; {@value #IMAGES} inputs are the bytes of images,
   * others floats.
   */
  @Param({"3072-50", "64-50", "500-100"})
  public String network;

  /** Networks in the stack. */
  @Param({"1", "10"})
  public int networks;

  @Param({"FLOAT32"})
  public Precision precision;

  @Param({"RELU"})
  public Activation activation;

  /** What takes the steps. */
  @Param({"SGD"})
  public Steps steps;

  /** Penalty of the first network; the others have its multiples. */
  @Param({"0.001"})
  public double lambda;

  /** Examples in a mini-batch. */
  @Param({"100"})
  public int batch;

  /** Examples to draw mini-batches from. */
  @Param({"10000"})
  public int rows;

  private Training training;
  private int update;

  /** An optimizer with its rate. */
  public enum Steps {
    SGD {
      @Override
      Optimizer with(Penalty penalty) {
        return new Sgd(new Constant(0.01), penalty);
      }
    },
    ADAM {
      @Override
      Optimizer with(Penalty penalty) {
        return new Adam(new Constant(0.001), penalty, 0.9, 0.999, 1e-8);
      }
    };

    abstract Optimizer with(Penalty penalty);
  }

  /** Creates the table and the networks. */
  @Setup
  public void start() {
    List<Integer> widths = Stream.of(network.split("-")).map(Integer::valueOf).toList();
    int inputs = widths.get(0);
    NetworkSpec spec =
        new NetworkSpec(
            inputs,
            widths.subList(1, widths.size()),
            CLASSES,
            activation,
            Loss.SOFTMAX_CROSS_ENTROPY);
    List<Member> members =
        IntStream.range(0, networks)
            .mapToObj(
                k ->
                    new Member(
                        Network.initial(spec, new InitialWeights.FanIn(), precision, k),
                        steps.with(new Penalty(lambda * (k + 1), Penalty.Convention.LAMBDA))))
            .toList();
    training =
        new Training(
            new TrainingSpec(
                Integer.MAX_VALUE,
                Batching.shuffled(batch),
                1,
                Integer.MAX_VALUE,
                1,
                Double.POSITIVE_INFINITY),
            members,
            inputs == IMAGES ? images() : table(inputs));
  }

  private Dataset images() {
    return Dataset.randomSplit(new Synthetic(rows + 100, 100, 1), List.of("training"), 100, 1);
  }

  /** Classes that overlap: every number of a row is its class's center plus noise. */
  private Dataset table(int inputs) {
    Philox random = new Philox(1, 0);
    double[][] centers = new double[CLASSES][inputs];
    for (double[] center : centers) {
      for (int k = 0; k < inputs; k++) {
        center[k] = 0.3 * random.nextGaussian();
      }
    }
    int size = rows + 100;
    int[] labels = new int[size];
    float[] features = new float[size * inputs];
    for (int i = 0; i < size; i++) {
      labels[i] = random.nextInt(CLASSES);
      for (int k = 0; k < inputs; k++) {
        features[i * inputs + k] = (float) (5 + centers[labels[i]][k] + random.nextGaussian());
      }
    }
    return new Dataset(
        new Examples(new float[][] {features}, labels, CLASSES, List.of(inputs)),
        Split.random(size, rows, 100, 1),
        1);
  }

  /** One update of all networks. */
  @Benchmark
  @OperationsPerInvocation(UPDATES)
  public void update() {
    update += UPDATES;
    training.advance(update);
  }

  /** Frees the memory outside Java's heap. */
  @TearDown
  public void free() {
    training.close();
  }
}
