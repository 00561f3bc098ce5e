package dev.lambdasweep.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Adam;
import dev.lambdasweep.core.optim.Optimizer;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Penalty.Convention;
import dev.lambdasweep.core.optim.Sgd;
import dev.lambdasweep.core.optim.Triangular;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpdateAllocationTest {
  private static final int EPOCH = 200;

  /** Epochs after which ten updates have surely run without a pause of the compiler's. */
  private static final int LEAST_EPOCHS = 20;

  /** Epochs in which Java's compiler has surely compiled the loop. */
  private static final int MOST_EPOCHS = 2_000;

  private static final Triangular RATE = new Triangular(1e-4, 1e-2, 50);
  private static final Penalty PENALTY = new Penalty(1e-3, Convention.LAMBDA);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** In a process of its own: what the compiler does depends on all that has run before. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void compiledUpdatesAllocateNothing(Precision precision) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                UpdateAllocationTest.class.getName(),
                precision.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      // of the call of advance
      String inTen = output.readLine();
      assertThat(inTen).matches("[0-9]+");
      assertThat(output.readLine()).isEqualTo(inTen);
    } finally {
      process.destroy();
    }
  }

  /** Prints the bytes that ten, and a hundred, updates in the given precision allocate. */
  public static void main(String[] arguments) {
    Dataset data =
        Dataset.randomSplit(new Synthetic(10 * EPOCH + 10, 100, 1), List.of("training"), 10, 1);
    try (Training training = training(data, Precision.valueOf(arguments[0]))) {
      // the least of many epochs: code that is not compiled yet may allocate
      long inTen = Long.MAX_VALUE;
      long inHundred = Long.MAX_VALUE;
      for (int epoch = 0;
          epoch < LEAST_EPOCHS || (inHundred > inTen && epoch < MOST_EPOCHS);
          epoch++) {
        int first = epoch * EPOCH;
        training.advance(first + 10);
        inTen = Math.min(inTen, allocatedUntil(training, first + 20));
        inHundred = Math.min(inHundred, allocatedUntil(training, first + 120));
        training.advance(first + EPOCH);
      }
      System.out.println(inTen);
      System.out.println(inHundred);
    }
  }

  private static long allocatedUntil(Training training, int update) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    training.advance(update);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static Training training(Dataset data, Precision precision) {
    List<Optimizer> optimizers =
        List.of(
            new Sgd(RATE, PENALTY),
            new Sgd(RATE, PENALTY, 0.9),
            new Adam(RATE, PENALTY, 0.9, 0.999, 1e-8));
    List<Member> members =
        IntStream.range(0, 6)
            .mapToObj(
                k ->
                    new Member(
                        Network.initial(
                            new NetworkSpec(
                                data.examples().inputs(),
                                List.of(5, 4),
                                data.examples().classes(),
                                k % 2 == 0 ? Activation.RELU : Activation.SIGMOID,
                                k < 3
                                    ? Loss.SOFTMAX_CROSS_ENTROPY
                                    : Loss.MULTIPLE_BINARY_CROSS_ENTROPY),
                            new InitialWeights.FanIn(),
                            precision,
                            k),
                        optimizers.get(k % 3)))
            .toList();
    TrainingSpec spec =
        new TrainingSpec(
            MOST_EPOCHS * EPOCH,
            Batching.shuffled(10),
            1,
            MOST_EPOCHS * EPOCH,
            10,
            Double.POSITIVE_INFINITY);
    return new Training(spec, members, data);
  }
}
