package dev.lambdasweep.driver.analysis;

import static dev.lambdasweep.core.Require.require;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Two-sided tests of paired measurements, and a correction for multiple tests. */
final class PairedTests {
  private PairedTests() {}

  /**
   * McNemar's exact test: whether two classifiers err equally often on the same images. Images that
   * both get right, or both get wrong, carry no information; under the null hypothesis each of the
   * others is equally likely to be an error of either one. Source: McNemar, Psychometrika 12
   * (1947); exact by the binomial distribution.
   *
   * @param first number of images that only the first gets right, at least 0
   * @param second number of images that only the second gets right, at least 0
   * @return the p-value, in (0, 1]
   */
  static double mcNemar(int first, int second) {
    require(first >= 0, "Invalid first: %s, must not be negative", first);
    require(second >= 0, "Invalid second: %s, must not be negative", second);
    BinomialDistribution fair = new BinomialDistribution(null, first + second, 0.5);
    return Math.min(1, 2 * fair.cumulativeProbability(Math.min(first, second)));
  }

  /**
   * Student's t-test of paired differences: whether their mean is 0. Source: Student, Biometrika 6
   * (1908).
   *
   * @param first [n] figures, n at least 2
   * @param second [n] figures of the same repeats
   * @param coarseness lower bound of the standard deviation of the differences, from the resolution
   *     of the measurement; 0 if unknown. For shares of m images, rounding gives 1/(m √12). Without
   *     it, two repeats with equal differences by chance would look certain
   * @return the p-value, in [0, 1]; if all differences are equal and the coarseness is 0, it is 1
   *     if they are 0, else 0
   */
  static double pairedT(double[] first, double[] second, double coarseness) {
    return t(first, second, coarseness, 0);
  }

  /**
   * Corrected resampled t-test: whether the mean of paired differences over folds is 0. The
   * training rows of two folds overlap, so their differences are not independent, and Student's
   * variance of the mean, s²/k, is too small. This test takes (1/k + n₂/n₁) s², with k − 1 degrees
   * of freedom. Source: Nadeau and Bengio, Inference for the generalization error, Machine Learning
   * 52 (2003), https://doi.org/10.1023/A:1024068626366, whose J is k here.
   *
   * @param first [k] figures, one per fold, k at least 2
   * @param second [k] figures on the same folds
   * @param coarseness lower bound of the standard deviation of the differences, as in {@link
   *     #pairedT}
   * @param ratio n₂/n₁, the validation rows of a fold per training row; positive
   * @return the p-value, in [0, 1]; if all differences are equal and the coarseness is 0, it is 1
   *     if they are 0, else 0
   */
  static double resampledT(double[] first, double[] second, double coarseness, double ratio) {
    require(ratio > 0, "Invalid ratio: %s, must be positive", ratio);
    return t(first, second, coarseness, ratio);
  }

  /** Student's test, with the variance of the mean enlarged by a share of that of a difference. */
  private static double t(double[] first, double[] second, double coarseness, double enlargement) {
    int n = first.length;
    require(n >= 2, "Invalid figures: %s, must be at least 2", n);
    require(
        n == second.length,
        "Invalid figures: %s and %s, must have the same length",
        n,
        second.length);
    SummaryStatistics differences = new SummaryStatistics();
    IntStream.range(0, n).forEach(i -> differences.addValue(first[i] - second[i]));
    double mean = Math.abs(differences.getMean());
    double sd = Math.max(differences.getStandardDeviation(), coarseness);
    double error = sd * Math.sqrt(1.0 / n + enlargement);
    if (error == 0) {
      return mean == 0 ? 1 : 0;
    }
    return 2 * new TDistribution(null, n - 1.0).cumulativeProbability(-mean / error);
  }

  /**
   * Holm's correction of the p-values of several tests, which keeps the probability of at least one
   * false positive below the level. Source: Holm, Scandinavian Journal of Statistics 6 (1979).
   *
   * @param p [tests] p-values
   * @return [tests] corrected p-values, in the same order
   */
  static double[] holm(double[] p) {
    int tests = p.length;
    int[] ascending =
        IntStream.range(0, tests)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] corrected = new double[tests];
    double largest = 0;
    for (int rank = 0; rank < tests; rank++) {
      largest = Math.max(largest, Math.min(1, (tests - rank) * p[ascending[rank]]));
      corrected[ascending[rank]] = largest;
    }
    return corrected;
  }
}
