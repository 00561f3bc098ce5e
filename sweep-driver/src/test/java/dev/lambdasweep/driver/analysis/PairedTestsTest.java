package dev.lambdasweep.driver.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTestsTest {
  @ParameterizedTest
  @CsvSource({
    "5, 0, 0.0625", // 2 / 2^5
    "0, 5, 0.0625",
    "8, 2, 0.109375", // 2 (1 + 10 + 45) / 2^10
    "3, 3, 1",
    "1, 0, 1",
    "0, 0, 1"
  })
  void mcNemarGivesTheHandComputedValues(int first, int second, double p) {
    assertThat(PairedTests.mcNemar(first, second)).isCloseTo(p, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"59, 121", "400, 470", "7, 30", "200, 198"})
  void mcNemarAgreesWithAnExactSum(int first, int second) {
    int n = first + second;
    BigInteger sum = BigInteger.ZERO;
    BigInteger binomial = BigInteger.ONE;
    for (int k = 0; k <= Math.min(first, second); k++) {
      sum = sum.add(binomial);
      binomial = binomial.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
    }
    double twice =
        new java.math.BigDecimal(sum.shiftLeft(1))
            .divide(
                new java.math.BigDecimal(BigInteger.ONE.shiftLeft(n)),
                java.math.MathContext.DECIMAL64)
            .doubleValue();
    assertThat(PairedTests.mcNemar(first, second))
        .isCloseTo(Math.min(1, twice), Percentage.withPercentage(1e-7));
  }

  @Test
  void pairedTGivesThePublishedValueOfStudentsOwnData() {
    // hours of sleep gained under two drugs; Student 1908, table p. 20; t = 4.0621 with 9 degrees
    double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    assertThat(PairedTests.pairedT(first, second, 0)).isCloseTo(0.002833, within(5e-7));
    assertThat(PairedTests.pairedT(second, first, 0)).isCloseTo(0.002833, within(5e-7));
  }

  @Test
  void pairedTOfEqualDifferencesIsCertain() {
    assertThat(PairedTests.pairedT(new double[] {1, 2}, new double[] {1, 2}, 0)).isEqualTo(1);
    assertThat(PairedTests.pairedT(new double[] {1, 2}, new double[] {2, 3}, 0)).isEqualTo(0);
  }

  @Test
  void pairedTKnowsHowCoarseItsFiguresAre() {
    double[] first = {0.5002, 0.5004};
    double[] second = {0.5000, 0.5002};
    // one of 5,000 images, twice: t = 0.0002 / (1 / (5000 sqrt 12) / sqrt 2) = 2 sqrt 6 at 1 degree
    // of
    // freedom, where p = 1 - 2/pi arctan t
    assertThat(PairedTests.pairedT(first, second, 1 / (5000 * Math.sqrt(12))))
        .isCloseTo(1 - 2 / Math.PI * Math.atan(2 * Math.sqrt(6)), within(1e-9));
  }

  @Test
  void resampledTGivesTheHandComputedValues() {
    // differences 3, 1, 2: mean 2, s² = 1, t = 2 / sqrt((1/3 + 1/2) 1) = 2.19089 with 2 degrees of
    // freedom, where p = 1 - t / sqrt(2 + t²)
    double t = 2 / Math.sqrt(1.0 / 3 + 0.5);
    assertThat(PairedTests.resampledT(new double[] {4, 3, 5}, new double[] {1, 2, 3}, 0, 0.5))
        .isCloseTo(1 - t / Math.sqrt(2 + t * t), within(1e-12));
    // five folds of accuracies; d = numpy.array([.02, .01, .03, 0, .04]);
    // 2 * scipy.stats.t.sf(d.mean() / numpy.sqrt((1/5 + 1/4) * d.var(ddof=1)), 4)
    // gives 0.13241892, and the naive scipy.stats.ttest_1samp(d, 0) 0.04742066
    double[] first = {0.52, 0.51, 0.50, 0.49, 0.54};
    double[] second = {0.50, 0.50, 0.47, 0.49, 0.50};
    assertThat(PairedTests.resampledT(first, second, 0, 0.25)).isCloseTo(0.13241892, within(1e-8));
    assertThat(PairedTests.pairedT(first, second, 0)).isCloseTo(0.04742066, within(1e-8));
  }

  @Test
  void resampledTOfEqualDifferencesIsCertain() {
    assertThat(PairedTests.resampledT(new double[] {1, 2}, new double[] {1, 2}, 0, 1)).isEqualTo(1);
    assertThat(PairedTests.resampledT(new double[] {1, 2}, new double[] {2, 3}, 0, 1)).isEqualTo(0);
  }

  @Test
  void refusesWhatIsNoPair() {
    assertThatThrownBy(() -> PairedTests.pairedT(new double[] {1}, new double[] {2}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid figures: 1, must be at least 2");
    assertThatThrownBy(() -> PairedTests.pairedT(new double[] {1, 2}, new double[] {2}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid figures: 2 and 1, must have the same length");
    assertThatThrownBy(() -> PairedTests.resampledT(new double[] {1, 2}, new double[] {2, 3}, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid ratio: 0.0, must be positive");
    assertThatThrownBy(() -> PairedTests.mcNemar(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid first: -1, must not be negative");
    assertThatThrownBy(() -> PairedTests.mcNemar(2, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid second: -1, must not be negative");
  }

  @Test
  void holmGivesTheHandComputedValues() {
    // ascending 0.005 · 4, 0.01 · 3, 0.03 · 2, 0.04 · 1, none below one before it
    assertThat(PairedTests.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    assertThat(PairedTests.holm(new double[] {0.6, 0.9})).containsExactly(1, 1);
    assertThat(PairedTests.holm(new double[0])).isEmpty();
  }
}
