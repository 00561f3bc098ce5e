package dev.lambdasweep.driver.analysis;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.store.TrialRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Estimate of a figure's mean from repeats or folds.
 *
 * @param n number of repeats, or of folds if there are several
 * @param areFolds whether it is over folds
 * @param mean mean over all trials
 * @param sd standard deviation between repeats, or between the folds' means over their repeats,
 *     with n − 1 degrees of freedom; NaN if n is 1
 * @param low lower end of the confidence interval of the mean; NaN if n is 1
 * @param high upper end of the interval; NaN if n is 1
 */
public record Estimate(int n, boolean areFolds, double mean, double sd, double low, double high) {
  private static final Map<Interval, Double> QUANTILES = new ConcurrentHashMap<>();

  /** Parameters of a quantile of Student's distribution. */
  private record Interval(int n, double level) {}

  /**
   * An estimate from the complete trials of a point; empty if none of them has the figure.
   *
   * <p>Over folds, the interval is mean ± t · sd · √(1/n + n₂/n₁) with n − 1 degrees of freedom,
   * where n₂/n₁ is the number of validation rows per training row: the training rows of two folds
   * overlap, so that sd / √n would be too short. Source: Nadeau and Bengio, Inference for the
   * generalization error, Machine Learning 52 (2003), https://doi.org/10.1023/A:1024068626366. They
   * derive the factor for random splits of the same sizes.
   *
   * @param complete complete trials of one point
   * @param figure name of the figure
   * @param level 1 − confidence, above 0 and at most 1
   */
  public static Optional<Estimate> of(List<TrialRow> complete, String figure, double level) {
    List<TrialRow> rows = complete.stream().filter(row -> row.figure(figure).isPresent()).toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Double> all = rows.stream().map(row -> row.figure(figure).getAsDouble()).toList();
    Collection<Double> folds = Folds.means(rows, figure).values();
    if (folds.size() == 1) {
      return Optional.of(of(all, level));
    }
    double mean = statistics(all).getMean();
    double sd = statistics(folds).getStandardDeviation();
    int n = folds.size();
    double half = quantile(n, level) * sd * Math.sqrt(1.0 / n + Folds.ratio(rows));
    return Optional.of(new Estimate(n, true, mean, sd, mean - half, mean + half));
  }

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
    SummaryStatistics statistics = statistics(figures);
    int n = figures.size();
    double mean = statistics.getMean();
    if (n == 1) {
      return new Estimate(n, false, mean, Double.NaN, Double.NaN, Double.NaN);
    }
    double sd = statistics.getStandardDeviation();
    double half = quantile(n, level) * sd / Math.sqrt(n);
    return new Estimate(n, false, mean, sd, mean - half, mean + half);
  }

  private static SummaryStatistics statistics(Collection<Double> figures) {
    SummaryStatistics statistics = new SummaryStatistics();
    figures.forEach(statistics::addValue);
    return statistics;
  }

  /** Cached, since it is found by iteration and is the same for all points of a sweep. */
  private static double quantile(int n, double level) {
    return QUANTILES.computeIfAbsent(
        new Interval(n, level),
        interval -> new TDistribution(n - 1).inverseCumulativeProbability(1 - level / 2));
  }
}
