package dev.lambdasweep.driver.analysis;

import static dev.lambdasweep.core.Require.require;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Estimate of a figure's mean from repeats.
 *
 * @param n number of repeats
 * @param mean mean over the repeats
 * @param sd standard deviation between repeats, with n − 1 degrees of freedom; NaN if n is 1
 * @param low lower end of the confidence interval of the mean; NaN if n is 1
 * @param high upper end of the interval; NaN if n is 1
 */
public record Estimate(int n, double mean, double sd, double low, double high) {
  private static final Map<Interval, Double> QUANTILES = new ConcurrentHashMap<>();

  /** Parameters of a quantile of Student's distribution. */
  private record Interval(int n, double level) {}

  /**
   * An estimate by Student's t: mean ± t · sd / √n with n − 1 degrees of freedom. It assumes that
   * the figures of the repeats are normal and independent. Source: Student, The probable error of a
   * mean, Biometrika 6 (1908).
   *
   * @param figures figures of the repeats, finite; at least one
   * @param level 1 − confidence, above 0 and at most 1
   */
  public static Estimate of(Collection<Double> figures, double level) {
    require(!figures.isEmpty(), "Invalid figures: %s, must not be empty", figures);
    SummaryStatistics statistics = new SummaryStatistics();
    figures.forEach(statistics::addValue);
    int n = figures.size();
    double mean = statistics.getMean();
    if (n == 1) {
      return new Estimate(n, mean, Double.NaN, Double.NaN, Double.NaN);
    }
    double sd = statistics.getStandardDeviation();
    double half = quantile(n, level) * sd / Math.sqrt(n);
    return new Estimate(n, mean, sd, mean - half, mean + half);
  }

  /** Cached, since it is found by iteration and is the same for all points of a sweep. */
  private static double quantile(int n, double level) {
    return QUANTILES.computeIfAbsent(
        new Interval(n, level),
        interval -> new TDistribution(n - 1).inverseCumulativeProbability(1 - level / 2));
  }
}
