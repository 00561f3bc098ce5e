package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.setting.Setting;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Whole numbers, both bounds included.
 *
 * <p>On a linear scale, all are equally likely. On a logarithmic one, the value at u is (low −
 * ½)^(1−u) · (high + ½)^u, rounded: the probability of k is proportional to log((k + ½)/(k − ½)),
 * so that the numbers from 1 to 10 are together about as likely as those from 11 to 100. With
 * {@link LogUniform}, the bounds would be about half as likely.
 *
 * @param hyperparameter hyperparameter that takes the values
 * @param low lowest value; at least 1 on a logarithmic scale
 * @param high highest value, above low
 * @param isLogarithmic whether the scale is logarithmic
 */
public record Integers(Setting<?> hyperparameter, long low, long high, boolean isLogarithmic)
    implements Dimension {
  private static final String TYPE = "integers";

  /** Checks the bounds. */
  public Integers {
    Bounds.check(hyperparameter, TYPE, (double) low, (double) high);
    Bounds.require(
        !isLogarithmic || low >= 1, hyperparameter, "low", low, "at least 1 with scale = log");
  }

  /** Whole numbers that are all equally likely. */
  public Integers(Setting<?> hyperparameter, long low, long high) {
    this(hyperparameter, low, high, false);
  }

  @Override
  public Object at(double u) {
    // as doubles, like u
    double number = isLogarithmic ? rounded(u) : evenly(u);
    return hyperparameter.kind().nearest(Math.min((double) high, number));
  }

  private double evenly(double u) {
    return (double) low + Math.floor(u * ((double) high - (double) low + 1));
  }

  /** Rounded from the logarithmic scale. */
  private double rounded(double u) {
    double logarithm = (1 - u) * StrictMath.log(low - 0.5) + u * StrictMath.log(high + 0.5);
    return Math.max((double) low, Math.floor(StrictMath.exp(logarithm) + 0.5));
  }

  @Override
  public double quantile(Object value) {
    double number = Bounds.number(value);
    if (!isLogarithmic) {
      return Bounds.share(number - low + 0.5, (double) high - (double) low + 1);
    }
    double below = StrictMath.log(low - 0.5);
    double middle = (StrictMath.log(number - 0.5) + StrictMath.log(number + 0.5)) / 2;
    return Bounds.share(middle - below, StrictMath.log(high + 0.5) - below);
  }

  @Override
  public boolean contains(Object value) {
    return Bounds.contain(this, value, (double) low, (double) high);
  }

  @Override
  public long levels() {
    return gridSize();
  }

  @Override
  public Object level(long level) {
    return hyperparameter.kind().nearest((double) (low + level));
  }

  @Override
  public long levelOf(Object value) {
    return (long) Bounds.number(value) - low;
  }

  @Override
  public List<Object> grid() {
    return LongStream.rangeClosed(low, high)
        .mapToObj(number -> hyperparameter.kind().nearest((double) number))
        .toList();
  }

  @Override
  public long gridSize() {
    long size = high - low + 1;
    return size > 0 ? size : Long.MAX_VALUE;
  }

  @Override
  public Object written() {
    Map<String, Object> written = Bounds.written(TYPE, (double) low, (double) high, 0);
    if (isLogarithmic) {
      written.put("scale", "log");
    }
    return written;
  }
}
