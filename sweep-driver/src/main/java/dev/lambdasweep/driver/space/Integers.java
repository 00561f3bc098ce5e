package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.setting.Setting;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Whole numbers, all equally likely, both bounds included.
 *
 * @param hyperparameter hyperparameter that takes the values
 * @param low lowest value
 * @param high highest value, above low
 */
public record Integers(Setting<?> hyperparameter, long low, long high) implements Dimension {
  private static final String TYPE = "integers";

  /** Checks the bounds. */
  public Integers {
    Bounds.check(hyperparameter, TYPE, (double) low, (double) high);
  }

  @Override
  public Object at(double u) {
    // as doubles, like u
    double step = Math.floor(u * ((double) high - (double) low + 1));
    return hyperparameter.kind().nearest((double) Math.min(high, low + (long) step));
  }

  @Override
  public double quantile(Object value) {
    return Bounds.share(Bounds.number(value) - low + 0.5, (double) high - (double) low + 1);
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
    return Bounds.written(TYPE, (double) low, (double) high, 0);
  }
}
