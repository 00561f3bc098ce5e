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
    double error = Math.max(differences.getStandardDeviation(), coarseness) / Math.sqrt(n);
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
