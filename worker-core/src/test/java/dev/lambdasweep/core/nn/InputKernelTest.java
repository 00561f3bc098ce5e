package dev.lambdasweep.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.core.linalg.Bfloat16;
import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.OneDnn;
import dev.lambdasweep.core.random.Philox;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InputKernelTest {
  private static final int MEMBERS = 3;
  private static final int WIDTH = 7;
  private static final int BATCH = 45;
  private static final int[] ALL = IntStream.range(0, BATCH).toArray();
  private static final Examples EXAMPLES = new Synthetic(BATCH, 1, 1).read(List.of("training"));
  private static final Standardizer STANDARDIZER = Standardizer.fit(EXAMPLES, ALL);
  private static final int INPUTS = EXAMPLES.inputs();

  /** The largest error of a sum of as many products of ordinary numbers in float32, generously. */
  private static final double SUM = 2e-5;

  @Test
  void roundsWhatEntersItsProductsToBfloat16() {
    try (InputKernel kernel = new MatrixKernel(Precision.BFLOAT16, MEMBERS, WIDTH, INPUTS, BATCH)) {
      assertRounds(kernel);
    }
  }

  @Test
  void roundsTheSameInTheProcessorsBfloat16() {
    assumeTrue(Blas.hasBfloat16(), "the processor has no instructions for bfloat16");
    try (InputKernel kernel =
        new OneDnnKernel(OneDnn.instance().get(), true, MEMBERS, WIDTH, INPUTS, BATCH)) {
      assertRounds(kernel);
    }
  }

  /** Two updates, so that the second forward pass must see what the first step changed. */
  private static void assertRounds(InputKernel kernel) {
    List<Matrix> weights = matrices(INPUTS, WIDTH, 0.05, 1);
    for (int k = 0; k < MEMBERS; k++) {
      kernel.write(k, weights.get(k));
    }
    float[] inputs = new float[INPUTS * BATCH];
    STANDARDIZER.apply(EXAMPLES, ALL, 0, BATCH, inputs);
    kernel.gather(EXAMPLES, STANDARDIZER, ALL, 0, BATCH);
    for (int update = 0; update < 2; update++) {
      List<Matrix> outputs = zeros(BATCH, WIDTH);
      kernel.forward(outputs);
      List<Matrix> gradients = matrices(BATCH, WIDTH, 0.001, 10 + update);
      List<Matrix> rounded = gradients.stream().map(matrix -> matrix.copy(Format.FLOAT32)).toList();
      rounded.forEach(matrix -> Bfloat16.round(matrix, matrix));
      kernel.step(gradients);
      for (int k = 0; k < MEMBERS; k++) {
        Matrix before = weights.get(k).copy(Format.FLOAT64);
        kernel.read(k, weights.get(k));
        for (int h = 0; h < WIDTH; h++) {
          for (int j = 0; j < BATCH; j++) {
            double sum = 0;
            for (int d = 0; d < INPUTS; d++) {
              sum +=
                  (double) Bfloat16.round((float) before.at(d, h))
                      * Bfloat16.round(inputs[j * INPUTS + d]);
            }
            assertThat(outputs.get(k).at(j, h)).isCloseTo(sum, within(SUM));
          }
          for (int d = 0; d < INPUTS; d += 11) {
            double sum = before.at(d, h);
            for (int j = 0; j < BATCH; j++) {
              sum += rounded.get(k).at(j, h) * Bfloat16.round(inputs[j * INPUTS + d]);
            }
            assertThat(weights.get(k).at(d, h)).isCloseTo(sum, within(SUM));
          }
        }
      }
    }
  }

  private static List<Matrix> zeros(int rows, int columns) {
    return Stream.generate(() -> Matrix.zeros(Format.FLOAT32, rows, columns))
        .limit(MEMBERS)
        .toList();
  }

  private static List<Matrix> matrices(int rows, int columns, double deviation, long seed) {
    List<Matrix> matrices = zeros(rows, columns);
    Philox random = new Philox(seed, 0);
    for (Matrix matrix : matrices) {
      for (int j = 0; j < columns; j++) {
        for (int i = 0; i < rows; i++) {
          matrix.set(i, j, deviation * random.nextGaussian());
        }
      }
    }
    return matrices;
  }
}
