package dev.lambdasweep.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lambdasweep.core.linalg.Matrix.Transpose;
import dev.lambdasweep.core.random.Philox;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NativeProductTest {
  @BeforeEach
  void needsOneDnn() {
    assumeTrue(OneDnn.instance().isPresent(), "oneDNN is bundled for Linux on x86-64");
  }

  @ParameterizedTest
  @CsvSource({"NO, NO", "YES, NO", "NO, YES", "YES, YES"})
  void computesAsThreeLoopsDo(Transpose opA, Transpose opB) {
    float[][] a = left(opA);
    float[][] b = right(opB);
    float[][] before = random(37, 23, 3);
    try (NativeMatrix nativeA = matrix(a);
        NativeMatrix nativeB = matrix(b);
        NativeMatrix c = matrix(before);
        NativeComputation adding = NativeProduct.adding(c, opA, nativeA, opB, nativeB)) {
      assertAddsAndOverwrites(c, before, opA, a, nativeA, opB, b, nativeB);
      // from what the matrices contain then
      before[5][7] = 100;
      write(before, c);
      nativeA.write(0, 0, new float[] {3}, 0, 1);
      a[0][0] = 3;
      adding.compute();
      assertIsProduct(c, before, opA, a, opB, b);
    }
  }

  @ParameterizedTest
  @CsvSource({"NO, NO", "YES, NO", "NO, YES", "YES, YES"})
  void computesWithRoundedOperandsAsThreeLoopsDo(Transpose opA, Transpose opB) {
    assumeTrue(Blas.hasBfloat16(), "elsewhere, products in bfloat16 are not oneDNN's");
    float[][] a = left(opA);
    float[][] b = right(opB);
    float[][] before = random(37, 23, 3);
    try (NativeMatrix nativeA = matrix(a);
        NativeMatrix nativeB = matrix(b);
        NativeMatrix c = matrix(before);
        NativeOperand roundedA = rounded(nativeA);
        NativeOperand roundedB = rounded(nativeB)) {
      for (float[][] operand : List.of(a, b)) {
        for (float[] row : operand) {
          for (int j = 0; j < row.length; j++) {
            row[j] = Bfloat16.round(row[j]);
          }
        }
      }
      assertAddsAndOverwrites(c, before, opA, a, roundedA, opB, b, roundedB);
    }
  }

  private static float[][] left(Transpose op) {
    return op == Transpose.YES ? random(19, 37, 1) : random(37, 19, 1);
  }

  private static float[][] right(Transpose op) {
    return op == Transpose.YES ? random(23, 19, 2) : random(19, 23, 2);
  }

  /**
   * Both kinds of product.
   *
   * @param before what c contains
   * @param a numbers of nativeA, as b are those of nativeB
   */
  private static void assertAddsAndOverwrites(
      NativeMatrix c,
      float[][] before,
      Transpose opA,
      float[][] a,
      NativeOperand nativeA,
      Transpose opB,
      float[][] b,
      NativeOperand nativeB) {
    try (NativeComputation overwriting = NativeProduct.overwriting(c, opA, nativeA, opB, nativeB);
        NativeComputation adding = NativeProduct.adding(c, opA, nativeA, opB, nativeB)) {
      adding.compute();
      assertIsProduct(c, before, opA, a, opB, b);
      overwriting.compute();
      assertIsProduct(c, new float[37][23], opA, a, opB, b);
    }
  }

  private static void assertIsProduct(
      NativeMatrix c, float[][] before, Transpose opA, float[][] a, Transpose opB, float[][] b) {
    float[][] actual = read(c);
    for (int i = 0; i < before.length; i++) {
      for (int j = 0; j < before[i].length; j++) {
        double expected = before[i][j];
        for (int l = 0; l < 19; l++) {
          double left = opA == Transpose.YES ? a[l][i] : a[i][l];
          double right = opB == Transpose.YES ? b[j][l] : b[l][j];
          expected += left * right;
        }
        assertThat((double) actual[i][j]).isCloseTo(expected, within(2e-5));
      }
    }
  }

  static Stream<Arguments> inputsBatchesAndNeurons() {
    return Stream.of(1, 12, 75, 784)
        .flatMap(
            inputs ->
                Stream.of(1, 20, 64, 100, 200)
                    .flatMap(
                        batch ->
                            Stream.of(16, 33, 50, 100)
                                .map(neurons -> Arguments.of(inputs, batch, neurons))));
  }

  @ParameterizedTest
  @MethodSource("inputsBatchesAndNeurons")
  void neuronsKeepTheirBitsBesideOthers(int inputs, int batch, int neurons) {
    assertNeuronsKeepTheirBits(inputs, batch, neurons, matrix -> matrix);
  }

  @ParameterizedTest
  @MethodSource("inputsBatchesAndNeurons")
  void neuronsKeepTheirBitsBesideOthersInBfloat16(int inputs, int batch, int neurons) {
    assumeTrue(Blas.hasBfloat16(), "elsewhere, products in bfloat16 are not oneDNN's");
    assertNeuronsKeepTheirBits(inputs, batch, neurons, NativeProductTest::rounded);
  }

  private static void assertNeuronsKeepTheirBits(
      int inputs, int batch, int neurons, Function<NativeMatrix, NativeOperand> operand) {
    float[][] x = random(batch, inputs, 1);
    float[][] w = random(3 * neurons, inputs, 2);
    float[][] g = random(3 * neurons, batch, 3);
    float[][] allOutputs = new float[3 * neurons][batch];
    float[][] allWeights = compute(x, w, g, allOutputs, operand);
    for (int first : List.of(0, neurons, 2 * neurons)) {
      float[][] outputs = new float[neurons][batch];
      float[][] weights =
          compute(x, rows(w, first, neurons), rows(g, first, neurons), outputs, operand);
      assertThat(weights).isDeepEqualTo(rows(allWeights, first, neurons));
      assertThat(outputs).isDeepEqualTo(rows(allOutputs, first, neurons));
    }
  }

  /**
   * W + G · X.
   *
   * @param outputs receives W · Xᵀ
   */
  private static float[][] compute(
      float[][] x,
      float[][] w,
      float[][] g,
      float[][] outputs,
      Function<NativeMatrix, NativeOperand> operand) {
    try (NativeMatrix inputs = matrix(x);
        NativeMatrix weights = matrix(w);
        NativeMatrix gradients = matrix(g);
        NativeMatrix products = matrix(outputs);
        NativeOperand left = operand.apply(weights);
        NativeOperand right = operand.apply(inputs);
        NativeOperand above = operand.apply(gradients);
        NativeComputation forward =
            NativeProduct.overwriting(products, Transpose.NO, left, Transpose.YES, right);
        NativeComputation step =
            NativeProduct.adding(weights, Transpose.NO, above, Transpose.NO, right)) {
      forward.compute();
      step.compute();
      float[][] computed = read(products);
      System.arraycopy(computed, 0, outputs, 0, computed.length);
      return read(weights);
    }
  }

  /** A copy in bfloat16. */
  private static NativeOperand rounded(NativeMatrix matrix) {
    Bfloat16Matrix copy = new Bfloat16Matrix(matrix.rows(), matrix.columns());
    try (NativeComputation rounding = NativeConversion.of(matrix, copy)) {
      rounding.compute();
    }
    return copy;
  }

  @Test
  void refusesATargetOfAnotherShape() {
    try (NativeMatrix a = matrix(new float[2][3]);
        Bfloat16Matrix b = new Bfloat16Matrix(3, 2)) {
      assertThatThrownBy(() -> NativeConversion.of(a, b))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid target: [3 x 2], must be [2 x 3]");
    }
  }

  @Test
  void refusesOtherShapes() {
    try (NativeMatrix a = matrix(new float[2][3])) {
      for (boolean adding : new boolean[] {false, true}) {
        assertThatThrownBy(
                () -> {
                  if (adding) {
                    NativeProduct.adding(a, Transpose.NO, a, Transpose.NO, a);
                  } else {
                    NativeProduct.overwriting(a, Transpose.NO, a, Transpose.NO, a);
                  }
                })
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("Invalid product: [2 x 3] · [2 x 3] into [2 x 3], must agree");
      }
    }
  }

  private static float[][] random(int rows, int columns, long seed) {
    Philox random = new Philox(seed, 0);
    float[][] numbers = new float[rows][columns];
    for (float[] row : numbers) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return numbers;
  }

  private static float[][] rows(float[][] whole, int first, int count) {
    return Arrays.copyOfRange(whole, first, first + count);
  }

  private static NativeMatrix matrix(float[][] rows) {
    NativeMatrix matrix = new NativeMatrix(OneDnn.instance().get(), rows.length, rows[0].length);
    write(rows, matrix);
    return matrix;
  }

  private static void write(float[][] rows, NativeMatrix matrix) {
    for (int i = 0; i < rows.length; i++) {
      matrix.write(i, 0, rows[i], 0, rows[i].length);
    }
  }

  private static float[][] read(NativeMatrix matrix) {
    float[][] rows = new float[matrix.rows()][matrix.columns()];
    for (int i = 0; i < rows.length; i++) {
      matrix.read(i, 0, rows[i], 0, rows[i].length);
    }
    return rows;
  }
}
