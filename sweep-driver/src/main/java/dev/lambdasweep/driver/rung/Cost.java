package dev.lambdasweep.driver.rung;

import dev.lambdasweep.driver.stopping.StoppingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Number of trainings if a stopping rule compares points, and their lengths. Points that go on
 * train again from the beginning.
 *
 * @param trainings number of trainings that end at each rung and, last, at the full length
 * @param shares their lengths as shares of the full length; the last is 1
 */
public record Cost(List<Integer> trainings, List<Double> shares) {
  /** Copies the lists in. */
  public Cost {
    trainings = List.copyOf(trainings);
    shares = List.copyOf(shares);
  }

  /**
   * The cost of points that are compared with each other.
   *
   * @param rungs rungs, below the full length
   * @param length full length
   * @param points number of points
   * @param each trainings per point and rung: repeats times folds
   */
  static Cost of(StoppingRule rule, List<Long> rungs, double length, int points, int each) {
    List<Integer> trainings = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    int left = points;
    for (long rung : rungs) {
      trainings.add(left > 1 ? left * each : 0);
      shares.add(rung / length);
      left = left > 1 ? rule.survivors(left) : left;
    }
    trainings.add(left * each);
    shares.add(1.0);
    return new Cost(trainings, shares);
  }

  /** The cost of both; one with fewer rungs has no trainings at the others. */
  public Cost plus(Cost other) {
    return new Cost(
        IntStream.range(0, trainings.size())
            .mapToObj(i -> trainings.get(i) + other.trainings.get(i))
            .toList(),
        shares);
  }

  /** The cost of that many times these trainings. */
  public Cost times(int count) {
    return new Cost(trainings.stream().map(one -> one * count).toList(), shares);
  }

  /** Number of all trainings. */
  public int count() {
    return trainings.stream().mapToInt(Integer::intValue).sum();
  }

  /** Length of all trainings, in full ones. */
  public double work() {
    return IntStream.range(0, shares.size())
        .mapToDouble(i -> trainings.get(i) * shares.get(i))
        .sum();
  }

  /**
   * Length of a training, in full ones.
   *
   * @param rung number of the rung at which it ends; -1 for the full length, as which one that is
   *     not known counts, too
   */
  public double share(int rung) {
    return rung >= 0 && rung < shares.size() ? shares.get(rung) : 1;
  }
}
