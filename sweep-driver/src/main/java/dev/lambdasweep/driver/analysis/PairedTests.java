package dev.lambdasweep.driver.analysis;

import static dev.lambdasweep.core.Require.require;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Two-sided tests of paired measurements, and what many of them at once take. */
final class PairedTests {
  private PairedTests() {}

  /**
   * The exact test of McNemar: whether two classifiers err equally often on the same images. Those
   * that both have right, or both wrong, say nothing; of the others each is as likely to be either
   * one's. Source: McNemar, Psychometrika 12 (1947); exact by the binomial distribution.
   *
   * @param first images that only the first has right, at least 0
   * @param second images that only the second has right, at least 0
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
   * @param coarseness least standard deviation that differences can have by the way they are
   *     measured, 0 where it is not known: of shares of m images, rounding gives each 1/(m √12).
   *     Without it, two repeats that differ equally by chance would seem certain
   * @return the p-value, in [0, 1]; where all differences are equal and the coarseness is 0, 1 if
   *     they are 0 and else 0
   */
  static double pairedT(double[] first, double[] second, double coarseness) {
    int n = first.length;
    require(n >= 2, "Invalid figures: %s, must be at least 2", n);
    require(n == second.length, "Invalid figures: %s and %s, must be as many", n, second.length);
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
   * Holm's correction: p-values of tests that are made together, such that the chance of even one
   * false difference stays below the level. Source: Holm, Scandinavian Journal of Statistics 6
   * (1979).
   *
   * @param p [tests] p-values
   * @return [tests] the corrected ones, in the same order
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
