package dev.lambdasweep.driver.stopping;

import dev.lambdasweep.core.trainer.Metric.Goal;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Compares points at a rung. */
public final class Contest {
  private Contest() {}

  /**
   * What a point has reached.
   *
   * @param number number of the point
   * @param metric mean of the objective over its trainings; empty if none has figures
   * @param loss mean of the validation loss over its trainings; empty if it is not measured
   * @param hasFailed whether any of its trainings failed
   */
  public record Entry(int number, OptionalDouble metric, OptionalDouble loss, boolean hasFailed) {}

  /**
   * The points that go on, best first: by the objective, of equal ones those with the lower loss,
   * then those with the lower number. Points with a failed training come after all others, and
   * points without figures last.
   *
   * @param entries points that are compared
   * @param goal which values of the objective are better
   * @param most number of points that go on
   * @return numbers of at most that many points
   */
  public static List<Integer> survivors(List<Entry> entries, Goal goal, int most) {
    double sign = goal == Goal.MAXIMIZE ? -1 : 1;
    return entries.stream()
        .sorted(
            Comparator.comparing((Entry entry) -> entry.metric().isEmpty())
                .thenComparing(Entry::hasFailed)
                .thenComparingDouble(entry -> sign * entry.metric().orElse(0))
                .thenComparingDouble(entry -> entry.loss().orElse(Double.POSITIVE_INFINITY))
                .thenComparingInt(Entry::number))
        .limit(most)
        .map(Entry::number)
        .toList();
  }
}
