package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.trainer.Footprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides which trials of a sweep train together. A pure function of the trials, the file and the
 * slots, so the result is predictable; it is recorded in the plan.
 *
 * <p>Trials of one mold are divided into groups whose sizes differ by at most one. With {@link
 * Fuse.Auto} the number of groups is the one with which all slots are estimated to finish first:
 * each free slot takes the heaviest group left, and a group takes as long as its trials plus one
 * more, since gathering the mini-batches is work, too. Among divisions that finish at the same
 * time, the one with the fewest groups is chosen.
 */
public final class Grouping {
  /** Most trials in a group that is chosen automatically; larger groups gain nothing. */
  static final int MOST = 32;

  /** Number of finer divisions of a slot's share that are tried. */
  private static final int FINER = 4;

  private Grouping() {}

  /** Trials of one mold as indices, the work of one of them, and the most that a group may hold. */
  private record Batch(List<Integer> trials, double work, int most) {
    int fewestGroups() {
      return dividedRoundingUp(trials.size(), most);
    }

    double allWork() {
      return work * trials.size();
    }

    /** The nearest possible number of groups. */
    int within(double groups) {
      return (int) Math.min(trials.size(), Math.max(fewestGroups(), groups));
    }

    Stream<Weighed> groups(int count) {
      int larger = trials.size() % count;
      int size = trials.size() / count;
      return IntStream.range(0, count)
          .mapToObj(
              i -> {
                int from = i * size + Math.min(i, larger);
                int to = from + size + (i < larger ? 1 : 0);
                return new Weighed(trials.subList(from, to), work * (to - from + 1));
              });
    }
  }

  private record Weighed(List<Integer> trials, double work) {}

  /**
   * Divides trials into groups.
   *
   * @param resolved all trials of a plan
   * @param fuse setting of the file
   * @param slots slots that the groups will train in
   * @return indices of the trials, each in one group; the longest groups first
   */
  public static List<List<Integer>> of(List<ResolvedTrial> resolved, Fuse fuse, Slots slots) {
    List<Batch> molds = molds(resolved, fuse, slots);
    List<Weighed> groups =
        fuse instanceof Fuse.Auto
            ? ways(molds, slots.count())
                .min(
                    Comparator.comparingDouble(
                            (List<Weighed> way) -> longestSlot(way, slots.count()))
                        .thenComparingInt(List::size))
                .orElseThrow()
            : heaviestFirst(molds, Batch::fewestGroups);
    return groups.stream().map(group -> List.copyOf(group.trials())).toList();
  }

  private static List<Batch> molds(List<ResolvedTrial> resolved, Fuse fuse, Slots slots) {
    Map<ResolvedTrial.Mold, List<Integer>> trials = new LinkedHashMap<>();
    for (int i = 0; i < resolved.size(); i++) {
      trials.computeIfAbsent(resolved.get(i).mold(), mold -> new ArrayList<>()).add(i);
    }
    return trials.values().stream()
        .map(
            indices -> {
              ResolvedTrial one = resolved.get(indices.get(0));
              return new Batch(indices, one.footprint().work(), most(one, fuse, slots));
            })
        .toList();
  }

  private static int most(ResolvedTrial trial, Fuse fuse, Slots slots) {
    Footprint footprint = trial.footprint();
    long most =
        fuse instanceof Fuse.AtMost file
            ? file.trials()
            : Math.min(MOST, (slots.bytes() - footprint.sharedBytes()) / footprint.bytes());
    return (int) Math.max(1, Math.min(most, footprint.mostTogether()));
  }

  /**
   * Ways to divide the trials: into as few groups as possible; each mold over all slots; and into
   * groups of about one slot's share of all work, or half, a third … of that.
   */
  private static Stream<List<Weighed>> ways(List<Batch> molds, int slots) {
    double share = molds.stream().mapToDouble(Batch::allWork).sum() / slots;
    double largest =
        molds.stream()
            .mapToDouble(batch -> batch.work() * Math.min(batch.most(), batch.trials().size()))
            .max()
            .orElse(1);
    int coarsest = (int) Math.max(1, share / largest);
    Stream<ToIntFunction<Batch>> counts =
        Stream.of(
            Batch::fewestGroups,
            batch -> batch.within((double) slots * dividedRoundingUp(batch.fewestGroups(), slots)));
    Stream<ToIntFunction<Batch>> finer =
        IntStream.range(coarsest, coarsest + FINER)
            .mapToObj(parts -> batch -> batch.within(Math.ceil(batch.allWork() * parts / share)));
    return Stream.concat(counts, finer).map(count -> heaviestFirst(molds, count));
  }

  private static List<Weighed> heaviestFirst(List<Batch> molds, ToIntFunction<Batch> count) {
    return molds.stream()
        .flatMap(batch -> batch.groups(count.applyAsInt(batch)))
        .sorted(Comparator.comparingDouble(Weighed::work).reversed())
        .toList();
  }

  /** Work of the slot that finishes last. */
  private static double longestSlot(List<Weighed> groups, int slots) {
    PriorityQueue<Double> busy = new PriorityQueue<>();
    double longest = 0;
    for (Weighed group : groups) {
      double end = group.work() + (busy.size() < slots ? 0 : busy.remove());
      busy.add(end);
      longest = Math.max(longest, end);
    }
    return longest;
  }

  private static int dividedRoundingUp(int count, int by) {
    return (count + by - 1) / by;
  }
}
