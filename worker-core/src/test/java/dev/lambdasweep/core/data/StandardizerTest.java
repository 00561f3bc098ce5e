package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.random.Philox;
import java.io.ByteArrayInputStream;
import java.io.ObjectInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandardizerTest {
  // inputs of three examples: (0, 255, 7), (4, 255, 9), (200, 0, 255)
  private final Examples three =
      new Examples(new byte[] {0, -1, 7, 4, -1, 9, (byte) 200, 0, -1}, new byte[3], 2, List.of(3));
  private final Examples many = random(300, 37);

  @Test
  void fitsOnlyOnTheGivenExamples() {
    Standardizer fitted = Standardizer.fit(three, new int[] {0, 1});
    assertThat(fitted.mean()).containsExactly(2, 255, 8);
    // the second input is constant, so it is only centred
    assertThat(fitted.deviation()).containsExactly(2, 1, 1);
  }

  @Test
  void agreesWithTheDefinition() {
    int[] indices = IntStream.range(50, 300).toArray();
    Standardizer fitted = Standardizer.fit(many, indices);
    for (int k = 0; k < many.inputs(); k++) {
      int input = k;
      double mean =
          IntStream.of(indices).map(i -> (int) many.feature(i, input)).average().orElseThrow();
      double variance =
          IntStream.of(indices)
              .mapToDouble(i -> Math.pow(many.feature(i, input) - mean, 2))
              .average()
              .orElseThrow();
      assertThat(fitted.mean()[k]).isCloseTo(mean, within(1e-12));
      assertThat(fitted.deviation()[k]).isCloseTo(Math.sqrt(variance), within(1e-12));
    }
  }

  @Test
  void isBitIdenticalInAnyOrder() {
    int[] indices = IntStream.range(0, 300).toArray();
    Standardizer fitted = Standardizer.fit(many, indices);
    Shuffle.shuffle(indices, new Philox(1, 1));
    assertThat(Standardizer.fit(many, indices)).isEqualTo(fitted);
  }

  @Test
  void sumsMoreSquaresThanAnIntHolds() {
    int n = 100_000;
    byte[] features = new byte[n];
    Arrays.fill(features, 0, n / 2, (byte) 255);
    Examples halves = new Examples(features, new byte[n], 2, List.of(1));
    Standardizer fitted = Standardizer.fit(halves, IntStream.range(0, n).toArray());
    assertThat(fitted.mean()).containsExactly(127.5);
    assertThat(fitted.deviation()).containsExactly(127.5);
  }

  @Test
  void gathersExamplesAsColumns() {
    Standardizer standardizer =
        new Standardizer(new double[] {2, 250, 8}, new double[] {2, 5, 0.5});
    float[] target = new float[7];
    standardizer.apply(three, new int[] {1, 2, 0}, 1, 3, target);
    assertThat(target).containsExactly(99, -50, 494, -1, 1, -2, 0);
    double[] exact = new double[7];
    standardizer.apply(three, new int[] {1, 2, 0}, 1, 3, exact);
    assertThat(exact).containsExactly(99, -50, 494, -1, 1, -2, 0);
  }

  @Test
  void gathersFlippedImagesWithEveryRowOfEveryChannelReversed() {
    // 2 channels of 2 rows of 3 columns; the second example is flipped
    byte[] features = new byte[24];
    for (int k = 0; k < 24; k++) {
      features[k] = (byte) (10 * k);
    }
    Examples images = new Examples(features, new byte[] {0, 1}, 2, List.of(2, 2, 3));
    double[] mean = new double[12];
    double[] deviation = new double[12];
    for (int k = 0; k < 12; k++) {
      mean[k] = k;
      deviation[k] = 1 << (k % 4);
    }
    Standardizer standardizer = new Standardizer(mean, deviation);
    int[] indices = {0, Flip.of(1), Flip.of(0)};
    double[] target = new double[36];
    float[] rounded = new float[36];
    standardizer.apply(images, indices, 0, 3, target);
    standardizer.apply(images, indices, 0, 3, rounded);
    int[] mirror = {2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9};
    for (int k = 0; k < 12; k++) {
      assertThat(target[k]).isEqualTo((images.feature(0, k) - mean[k]) / deviation[k]);
      assertThat(target[12 + k]).isEqualTo((images.feature(1, mirror[k]) - mean[k]) / deviation[k]);
      assertThat(target[24 + k]).isEqualTo((images.feature(0, mirror[k]) - mean[k]) / deviation[k]);
    }
    // all of these are whole numbers over powers of two
    for (int i = 0; i < 36; i++) {
      assertThat((double) rounded[i]).isEqualTo(target[i]);
    }
  }

  @Test
  void keepsTheFiguresOfItsFirstInputs() {
    Standardizer standardizer = new Standardizer(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    assertThat(standardizer.firstInputs(2))
        .isEqualTo(new Standardizer(new double[] {1, 2}, new double[] {4, 5}));
    assertThatThrownBy(() -> standardizer.firstInputs(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid inputs: 4, must be in [1, 3]");
  }

  @Test
  void agreesWithItsNaiveTwin() {
    int[] indices = Shuffle.permutation(300, new Philox(2, 2));
    Standardizer fitted = Standardizer.fit(many, indices);
    float[] target = new float[37 * 90];
    double[] exact = new double[37 * 90];
    fitted.apply(many, indices, 10, 100, target);
    fitted.apply(many, indices, 10, 100, exact);
    double[] mean = fitted.mean();
    double[] deviation = fitted.deviation();
    for (int j = 0; j < 90; j++) {
      for (int k = 0; k < 37; k++) {
        double naive = (many.feature(indices[10 + j], k) - mean[k]) / deviation[k];
        assertThat(exact[37 * j + k]).isEqualTo(naive);
        assertThat(target[37 * j + k]).isCloseTo((float) naive, within(1e-6f));
        float rounded =
            many.feature(indices[10 + j], k) * (float) (1 / deviation[k])
                + (float) (-mean[k] / deviation[k]);
        assertThat(target[37 * j + k]).isEqualTo(rounded);
      }
    }
  }

  @Test
  void survivesSerialization() throws Exception {
    Standardizer fitted = Standardizer.fit(three, new int[] {0, 1, 2});
    byte[] bytes = ExamplesTest.serialized(fitted);
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      assertThat(in.readObject()).isEqualTo(fitted);
    }
    assertThat(new Standardizer(fitted.mean(), fitted.deviation())).isEqualTo(fitted);
  }

  @Test
  void keepsItsFiguresToItself() {
    double[] mean = {1, 2};
    Standardizer standardizer = new Standardizer(mean, new double[] {1, 1});
    mean[0] = 9;
    standardizer.mean()[1] = 9;
    standardizer.deviation()[1] = 9;
    assertThat(standardizer.mean()).containsExactly(1, 2);
    assertThat(standardizer.deviation()).containsExactly(1, 1);
  }

  @Test
  void refusesInvalidMeansAndDeviations() {
    assertThatThrownBy(() -> new Standardizer(new double[] {0}, new double[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid deviation of input 0: 0.0, must be positive and finite");
    assertThatThrownBy(() -> new Standardizer(new double[] {Double.NaN}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid mean of input 0: NaN, must be finite");
    assertThatThrownBy(() -> new Standardizer(new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid deviation: 1 inputs, must be as many as mean has, 2, and at least one");
    assertThatThrownBy(() -> Standardizer.fit(three, new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid indices: none, must be at least one");
  }

  @Test
  void refusesOtherInputsAndShortTargets() {
    Standardizer fitted = Standardizer.fit(three, new int[] {0, 1});
    assertThatThrownBy(() -> fitted.apply(many, new int[1], 0, 1, new float[99]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid examples: 37 inputs, must be 3");
    assertThatThrownBy(() -> fitted.apply(three, new int[2], 0, 2, new float[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid target: 5 elements, must be at least 6 (3 inputs of 2 examples)");
  }

  private static Examples random(int size, int inputs) {
    byte[] features = new byte[size * inputs];
    new Philox(3, 3).nextBytes(features);
    return new Examples(features, new byte[size], 2, List.of(inputs));
  }
}
