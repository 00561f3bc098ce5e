package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.random.Philox;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FloatFeaturesTest {
  private static final int INPUTS = 3;

  @Test
  void keepsExamplesInChunks() {
    Examples examples =
        new Examples(
            new float[][] {{1, 2, 3, 4, 5, 6}, {7, 8, 9}}, new int[] {0, 999, 1}, 1000, shape());
    assertThat(examples.size()).isEqualTo(3);
    assertThat(examples.areBytes()).isFalse();
    assertThat(examples.feature(2, 1)).isEqualTo(8);
    assertThat(examples.label(1)).isEqualTo(999);
    assertThat(examples.firstInputs(2).feature(2, 1)).isEqualTo(8);
    Examples twice = Examples.concatenate(List.of(examples, examples));
    assertThat(twice.size()).isEqualTo(6);
    assertThat(twice.feature(5, 2)).isEqualTo(9);
    assertThat(twice.label(4)).isEqualTo(999);
  }

  @Test
  void standardizesInputsThatAreFarFromZeroAndOfAnyScale() {
    // mean 1e7 and deviation 2; 1e30 times as much; constant
    float[] features = {9_999_998, -1e30f, 0.1f, 10_000_002, 1e30f, 0.1f};
    Examples examples = new Examples(new float[][] {features}, new int[] {0, 1}, 2, shape());
    Standardizer standardizer = Standardizer.fit(examples, new int[] {0, 1});
    assertThat(standardizer.mean()[0]).isEqualTo(1e7);
    assertThat(standardizer.deviation()[0]).isEqualTo(2);
    assertThat(standardizer.deviation()[2]).isEqualTo(1);
    float[] target = new float[6];
    standardizer.apply(examples, new int[] {0, 1}, 0, 2, target);
    assertThat(target[0]).isEqualTo(-1);
    assertThat(target[1]).isEqualTo(-1);
    assertThat(target[2]).isCloseTo(0, within(1e-9f));
    assertThat(target[3]).isEqualTo(1);
    assertThat(target[4]).isEqualTo(1);
  }

  @Test
  void replacesAMissingValueByTheMeanOfTheTrainingRows() {
    float[] features = {1, Float.NaN, 0, 3, Float.NaN, 0, Float.NaN, 5, 0};
    Examples examples = new Examples(new float[][] {features}, new int[3], 2, shape());
    Standardizer standardizer = Standardizer.fit(examples, new int[] {0, 1});
    // the second input has no value in any training row
    assertThat(standardizer.mean()).containsExactly(2, 0, 0);
    assertThat(standardizer.deviation()).containsExactly(1, 1, 1);
    float[] target = new float[9];
    standardizer.apply(examples, new int[] {0, 1, 2}, 0, 3, target);
    assertThat(target).containsExactly(-1, 0, 0, 1, 0, 0, 0, 5, 0);
    double[] doubles = new double[9];
    standardizer.apply(examples, new int[] {0, 1, 2}, 0, 3, doubles);
    assertThat(doubles).containsExactly(-1, 0, 0, 1, 0, 0, 0, 5, 0);
  }

  @Test
  void standardizesNumbersOfATableButNotItsCategories() {
    TableSchema schema =
        new TableSchema(
            List.of(
                InputColumn.number("age", "double", true),
                InputColumn.category("sex", "string", List.of("f"), false)),
            new LabelColumn("ill", "boolean", Task.CLASSIFICATION, List.of("false", "true")),
            true);
    assertThat(schema.inputNames()).containsExactly("age", "age is missing", "sex = f");
    float[] features = {10, 0, 1, 30, 0, 1, Float.NaN, 1, 0};
    Examples examples =
        new Examples(new float[][] {features}, new int[] {0, 1, 1}, 2, shape()).with(schema);
    Standardizer standardizer = Standardizer.fit(examples, new int[] {0, 1, 2});
    assertThat(standardizer.mean()).containsExactly(20, 0, 0);
    assertThat(standardizer.deviation()).containsExactly(10, 1, 1);
    Standardizer none =
        Standardizer.fit(
            examples.with(new TableSchema(schema.columns(), schema.label(), false)),
            new int[] {0, 1});
    assertThat(none.mean()).containsExactly(0, 0, 0);
    assertThat(examples.sha256())
        .isNotEqualTo(
            examples.with(new TableSchema(schema.columns(), schema.label(), false)).sha256());
  }

  @Test
  void standardizesValuesAsTargets() {
    Targets targets = Targets.values(new double[] {1, 3, 100});
    Examples examples = Examples.ofFloats(new float[][] {new float[9]}, targets, shape());
    Standardizer standardizer = Standardizer.fit(examples, new int[] {0, 1});
    assertThat(standardizer.targetMean()).isEqualTo(2);
    assertThat(standardizer.targetDeviation()).isEqualTo(1);
    assertThat(standardizer.standardizedTarget(100)).isEqualTo(98);
    assertThat(standardizer.unstandardizedTarget(98)).isEqualTo(100);
    // all values equal
    assertThat(Standardizer.fit(examples, new int[] {1}).targetDeviation()).isEqualTo(1);
    Examples others =
        Examples.ofFloats(
            new float[][] {new float[9]}, Targets.values(new double[] {1, 3, 99}), shape());
    assertThat(others.sha256()).isNotEqualTo(examples.sha256());
    Examples weighted =
        Examples.ofFloats(
            new float[][] {new float[9]}, targets.withWeights(new double[] {1, 1, 2}), shape());
    assertThat(weighted.sha256()).isNotEqualTo(examples.sha256());
  }

  @Test
  void standardizesInFloatsWithNearlyTheDigitsOfFloat64() {
    // means from 1e-3 to 1e15 and deviations down to a few units in the last place of a float
    int inputs = 37;
    int rows = 60;
    Philox random = new Philox(4, 0);
    float[] features = new float[rows * inputs];
    for (int i = 0; i < features.length; i++) {
      double mean = 1e-3 * Math.pow(10, (i % inputs) * 0.5);
      double deviation = mean * Math.pow(10, -(i % 7));
      features[i] = (float) (mean + deviation * random.nextGaussian());
    }
    Examples examples = new Examples(new float[][] {features}, new int[rows], 2, List.of(inputs));
    int[] all = IntStream.range(0, rows).toArray();
    Standardizer standardizer = Standardizer.fit(examples, IntStream.range(0, 40).toArray());
    double[] expected = new double[rows * inputs];
    float[] target = new float[rows * inputs];
    standardizer.apply(examples, all, 0, rows, expected);
    standardizer.apply(examples, all, 0, rows, target);
    for (int i = 0; i < target.length; i++) {
      double mean = standardizer.mean()[i % inputs];
      float high = (float) mean;
      float naive =
          ((features[i] - high) - (float) (mean - high)) * standardizer.scale()[i % inputs];
      assertThat(target[i]).isEqualTo(naive);
      assertThat((double) target[i]).isCloseTo(expected[i], within(2.4e-7 * Math.abs(expected[i])));
    }
  }

  @Test
  void standardizesARowAlikeWhateverTheOtherRows() {
    float[] features = {0.25f, 1, 2, 0.75f, 1, 2, 0.1f, 3, 7};
    Examples examples = new Examples(new float[][] {features}, new int[3], 2, shape());
    float[] withHuge = {0.25f, 1, 2, 0.75f, 1, 2, 0.1f, 3, 7, 0.1f, 2e20f, 7};
    Examples more = new Examples(new float[][] {withHuge}, new int[4], 2, shape());
    Standardizer standardizer =
        new Standardizer(new double[] {0.5, 1, 2}, new double[] {0.3, 0.7, 1});
    float[] target = new float[9];
    float[] targetOfMore = new float[12];
    standardizer.apply(examples, new int[] {0, 1, 2}, 0, 3, target);
    standardizer.apply(more, new int[] {0, 1, 2, 3}, 0, 4, targetOfMore);
    assertThat(Arrays.copyOf(targetOfMore, 9)).containsExactly(target);
    // the row with a huge number has the digits of float64
    assertThat(targetOfMore[9]).isEqualTo((float) ((0.1f - 0.5) / 0.3));
    assertThat(targetOfMore[10]).isEqualTo((float) ((2e20f - 1) / 0.7));
  }

  @Test
  void standardizesAMirrorImage() {
    float[] features = {1, 2, 3, 4, 5, 7};
    Examples examples = new Examples(new float[][] {features}, new int[1], 2, List.of(1, 2, 3));
    Standardizer standardizer =
        new Standardizer(new double[] {0, 1, 0, 0, 0, 0}, new double[] {1, 1, 2, 1, 1, 1});
    float[] target = new float[6];
    standardizer.apply(examples, Flip.of(0), target);
    assertThat(target).containsExactly(3, 1, 0.5f, 7, 5, 4);
  }

  @Test
  void keepsWhatIsFarBeyondTheTrainingRowsFinite() {
    float[] features = {0, 0, 0, 1e-40f, 0, 0, 1, 0, 0};
    Examples examples = new Examples(new float[][] {features}, new int[3], 2, shape());
    Standardizer standardizer = Standardizer.fit(examples, new int[] {0, 1});
    float[] target = new float[3];
    standardizer.apply(examples, new int[] {2}, 0, 1, target);
    assertThat(target[0]).isEqualTo(Float.MAX_VALUE);
  }

  @Test
  void fitsAsTheNaiveFormulaDoes() {
    Philox random = new Philox(1, 2);
    float[] features = new float[200 * INPUTS];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (random.nextDouble() * 1000 - 200);
    }
    Examples examples = new Examples(new float[][] {features}, new int[200], 2, shape());
    int[] indices = IntStream.range(20, 200).toArray();
    Standardizer standardizer = Standardizer.fit(examples, indices);
    for (int k = 0; k < INPUTS; k++) {
      int input = k;
      double mean =
          IntStream.of(indices)
              .mapToDouble(i -> examples.feature(i, input))
              .average()
              .orElseThrow();
      double variance =
          IntStream.of(indices)
              .mapToDouble(i -> Math.pow(examples.feature(i, input) - mean, 2))
              .average()
              .orElseThrow();
      assertThat(standardizer.mean()[k]).isCloseTo(mean, within(1e-9));
      assertThat(standardizer.deviation()[k]).isCloseTo(Math.sqrt(variance), within(1e-9));
    }
  }

  @Test
  void hashDependsOnEveryNumberAndLabel() {
    String hash = examples(1, 2, 0).sha256();
    assertThat(examples(1, 2, 0).sha256()).isEqualTo(hash);
    assertThat(examples(1, 3, 0).sha256()).isNotEqualTo(hash);
    assertThat(examples(1, 2, 1).sha256()).isNotEqualTo(hash);
    // minus zero is another number than zero
    assertThat(examples(0f, 2, 0).sha256()).isNotEqualTo(examples(-0f, 2, 0).sha256());
  }

  @Test
  void refusesWhatItCannotHold() {
    assertThatThrownBy(() -> examples(Float.NEGATIVE_INFINITY, 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid feature: -Infinity, must be finite, or NaN if missing");
    assertThatThrownBy(() -> new Examples(new float[][] {{1, 2, 3, 4}}, new int[] {0}, 2, shape()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid chunk 0: 4 numbers, must be whole examples of 3 inputs, as many as in the first"
                + " chunk");
    assertThatThrownBy(() -> new Examples(new float[][] {{1, 2, 3}}, new int[] {0, 1}, 2, shape()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid features: 3 numbers, must be 6 (2 examples of 3 inputs)");
    assertThatThrownBy(() -> examples(1, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid label of example 0: 2, must be in [0, 2)");
  }

  private static Examples examples(float first, float second, int label) {
    return new Examples(new float[][] {{first, second, 0}}, new int[] {label}, 2, shape());
  }

  private static List<Integer> shape() {
    return List.of(INPUTS);
  }
}
