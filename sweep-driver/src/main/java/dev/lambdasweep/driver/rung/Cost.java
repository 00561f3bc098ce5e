package dev.lambdasweep.driver.rung;

import dev.lambdasweep.driver.stopping.StoppingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Number of trainings if a stopping rule compares points, and how much they train.
 *
 * @param trainings number of trainings that end at each rung and, last, at the full length
 * @param lengths what they train altogether, in full trainings
 */
public record Cost(List<Integer> trainings, List<Double> lengths) {
  /** Copies the lists in. */
  public Cost {
    trainings = List.copyOf(trainings);
    lengths = List.copyOf(lengths);
  }

  /** The cost of trials that are not compared. */
  public static Cost full(int trials) {
    return new Cost(List.of(trials), List.of((double) trials));
  }

  /**
   * The cost of points that are compared with each other.
   *
   * @param rungs rungs, below the full length
   * @param length full length
   * @param points number of points
   * @param each trainings per point and rung: repeats times folds
   * @param continues whether points that go on continue, rather than train again from the beginning
   */
  static Cost of(
      StoppingRule rule, List<Long> rungs, double length, int points, int each, boolean continues) {
    List<Integer> trainings = new ArrayList<>();
    List<Double> lengths = new ArrayList<>();
    int left = points;
    double trained = 0;
    for (int i = 0; i <= rungs.size(); i++) {
      boolean isFull = i == rungs.size();
      double share = isFull ? 1 : rungs.get(i) / length;
      // a single point that is left trains in full at once
      int count = isFull || left > 1 ? left * each : 0;
      trainings.add(count);
      lengths.add(count * (share - trained));
      trained = continues && count > 0 ? share : trained;
      left = left > 1 ? rule.survivors(left) : left;
    }
    return new Cost(trainings, lengths);
  }

  /** The cost of both; one with fewer rungs has no trainings at the others. */
  public Cost plus(Cost other) {
    return new Cost(
        IntStream.range(0, trainings.size())
            .mapToObj(i -> trainings.get(i) + other.trainings.get(i))
            .toList(),
        IntStream.range(0, lengths.size())
            .mapToObj(i -> lengths.get(i) + other.lengths.get(i))
            .toList());
  }

  /** The cost of that many times these trainings. */
  public Cost times(int count) {
    return new Cost(
        trainings.stream().map(one -> one * count).toList(),
        lengths.stream().map(one -> one * count).toList());
  }

  /** Number of all trainings. */
  public int count() {
    return trainings.stream().mapToInt(Integer::intValue).sum();
  }

  /** What all trainings train, in full ones. */
  public double work() {
    return lengths.stream().mapToDouble(Double::doubleValue).sum();
  }

  /**
   * What a training trains on average, in full ones.
   *
   * @param rung number of the rung at which it ends; -1 for the full length, as which one that is
   *     not known counts, too
   */
  public double share(int rung) {
    int i = rung >= 0 && rung < trainings.size() ? rung : trainings.size() - 1;
    return trainings.get(i) == 0 ? 1 : lengths.get(i) / trainings.get(i);
  }
}
