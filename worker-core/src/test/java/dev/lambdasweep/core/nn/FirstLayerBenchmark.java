package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.core.optim.Step;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of an update of K stacked first layers: 3,072 inputs, 50 outputs, 100 images. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FirstLayerBenchmark {
  private static final int BATCH = 100;

  /** Networks in the stack. */
  @Param({"1", "2", "5", "10"})
  public int networks;

  private Dataset data;
  private int[] order;
  private int from;
  private InputLayer layer;
  private List<Step> steps;

  /** Creates the stack and its first mini-batch. */
  @Setup
  public void stack() {
    data = Dataset.randomSplit(new Synthetic(20_000, 100, 1), List.of("training"), 1_000, 1);
    order = data.training();
    Network network =
        Network.initial(
            new NetworkSpec(
                data.examples().inputs(),
                List.of(50),
                10,
                Activation.RELU,
                Loss.SOFTMAX_CROSS_ENTROPY),
            new InitialWeights.FanIn(),
            Precision.FLOAT32,
            1);
    layer =
        new InputLayer(
            Precision.FLOAT32, Collections.nCopies(networks, network.layers().get(0)), BATCH);
    // small, so that weights stay finite over any number of steps
    steps = Collections.nCopies(networks, Steps.descent(1e-12, 1e3));
    gather();
    forward();
    for (int k = 0; k < networks; k++) {
      layer.gradient(k).copyFrom(layer.outputs(k));
    }
  }

  /** A different mini-batch each time, as in a training. */
  @Benchmark
  public void gather() {
    from = (from + BATCH) % (order.length - BATCH);
    layer.gather(data.examples(), data.standardizer(), order, from, from + BATCH);
  }

  /** Outputs of all networks. */
  @Benchmark
  public void forward() {
    layer.forward();
  }

  /** Gradient step and decay of all networks. */
  @Benchmark
  public void step() {
    layer.step(steps, 0);
  }

  /** Frees the memory outside Java's heap. */
  @TearDown
  public void free() {
    layer.close();
  }
}
