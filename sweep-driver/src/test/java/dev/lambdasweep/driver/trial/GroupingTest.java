package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.driver.space.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupingTest {
  private static final Fuse AUTO = new Fuse.Auto();
  private static final long ROOM = 1L << 40;

  @ParameterizedTest
  @CsvSource({
    "10, 2, 5 5",
    "11, 2, 6 5",
    "23, 4, 6 6 6 5",
    " 1, 4, 1",
    " 3, 4, 1 1 1",
    " 5, 4, 2 1 1 1",
    "32, 1, 32",
    "33, 1, 17 16",
    // three groups would leave one slot with two of them
    "70, 2, 18 18 17 17",
  })
  void fillsTheSlotsWithGroupsAsLargeAsPossible(int trials, int slots, String sizes) {
    assertThat(sizes(Grouping.of(likeTrials(trials), AUTO, new Slots(slots, ROOM))))
        .isEqualTo(sizes);
  }

  @Test
  void keepsTheGroupsOfALargeSweepSmallEnoughForResultsToArriveAlongTheWay() {
    List<List<Integer>> groups = Grouping.of(likeTrials(5000), AUTO, new Slots(2, ROOM));
    assertThat(groups).hasSize(158).allMatch(group -> group.size() == 31 || group.size() == 32);
  }

  @ParameterizedTest
  @CsvSource({"1, 1 1 1 1 1 1 1", "2, 2 2 2 1", "3, 3 2 2", "7, 7", "100, 7"})
  void takesAsFewGroupsAsTheNumberInTheFileAllows(int most, String sizes) {
    assertThat(sizes(Grouping.of(likeTrials(7), new Fuse.AtMost(most), new Slots(4, 1))))
        .isEqualTo(sizes);
  }

  @Test
  void keepsTheOrderOfTheTrials() {
    assertThat(Grouping.of(likeTrials(5), AUTO, new Slots(2, ROOM)))
        .containsExactly(List.of(0, 1, 2), List.of(3, 4));
  }

  @Test
  void givesEachShapeItsOwnGroupsTheHeaviestFirst() {
    List<ResolvedTrial> trials =
        Stream.of(5, 40, 5, 40).map(width -> setting(width, 0, 0.1)).toList();
    assertThat(Grouping.of(trials, AUTO, new Slots(2, ROOM)))
        .containsExactly(List.of(1), List.of(3), List.of(0), List.of(2));
    assertThat(Grouping.of(trials, new Fuse.AtMost(9), new Slots(2, ROOM)))
        .containsExactly(List.of(1, 3), List.of(0, 2));
  }

  @Test
  void doesNotDivideASmallShapeThatEndsNoLaterThanALargeOne() {
    // 10 trials of 1 unit are less than one of 200, so four slots end when that one ends
    List<ResolvedTrial> trials = new ArrayList<>();
    trials.add(setting(200, 0, 0.1));
    IntStream.range(0, 10).forEach(i -> trials.add(setting(1, 0, 0.1)));
    assertThat(sizes(Grouping.of(trials, AUTO, new Slots(4, ROOM)))).isEqualTo("1 10");
  }

  @Test
  void keepsRepeatsApart() {
    List<ResolvedTrial> trials =
        IntStream.range(0, 6).mapToObj(i -> setting(5, i % 2, 0.1)).toList();
    assertThat(Grouping.of(trials, AUTO, new Slots(2, ROOM)))
        .containsExactly(List.of(0, 2, 4), List.of(1, 3, 5));
  }

  @Test
  void boundsAGroupByTheMemoryOfASlot() {
    // 12 inputs, 5 units, 4 classes: 13 · 5 + 6 · 4 = 89 parameters, kept up to four times, and 9
    // outputs with their gradients of 200 images; numbers of 4 bytes
    long each = 4 * (4 * 89 + 2 * 9 * 200);
    long shared = 4 * 12 * 200;
    List<ResolvedTrial> trials = likeTrials(12);
    assertThat(sizes(Grouping.of(trials, AUTO, new Slots(1, shared + 4 * each))))
        .isEqualTo("4 4 4");
    assertThat(sizes(Grouping.of(trials, AUTO, new Slots(1, shared + 4 * each - 1))))
        .isEqualTo("3 3 3 3");
    assertThat(Grouping.of(trials, AUTO, new Slots(1, 1))).hasSize(12);
  }

  @Test
  void putsEveryTrialOnceIntoEvenGroupsOfGroupableTrials() {
    Philox random = new Philox(5, 0);
    for (int round = 0; round < 300; round++) {
      List<ResolvedTrial> trials =
          IntStream.range(0, 1 + random.nextInt(80))
              .mapToObj(i -> setting(1 + random.nextInt(3), random.nextInt(2), 0.1))
              .toList();
      Slots slots = new Slots(1 + random.nextInt(9), ROOM);
      Fuse fuse = random.nextInt(2) == 0 ? AUTO : new Fuse.AtMost(1 + random.nextInt(9));
      List<List<Integer>> groups = Grouping.of(trials, fuse, slots);
      assertThat(groups.stream().flatMap(List::stream))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, trials.size()).boxed().toList());
      for (List<Integer> group : groups) {
        ResolvedTrial first = trials.get(group.get(0));
        assertThat(group).allMatch(i -> trials.get(i).isGroupableWith(first));
        for (List<Integer> other : groups) {
          if (trials.get(other.get(0)).isGroupableWith(first)) {
            assertThat(other.size() - group.size()).isBetween(-1, 1);
          }
        }
      }
    }
  }

  private static List<ResolvedTrial> likeTrials(int count) {
    return IntStream.range(0, count).mapToObj(i -> setting(5, 0, 0.1 * i)).toList();
  }

  private static ResolvedTrial setting(int width, int repeat, double lambda) {
    Trial trial = new Trial(0, repeat, 11, new Point(Map.of("training.lambda", lambda)));
    return SmallSweep.resolved(config("training.updates = 3", "hidden = [" + width + "]"), trial);
  }

  private static String sizes(List<List<Integer>> groups) {
    return String.join(" ", groups.stream().map(group -> String.valueOf(group.size())).toList());
  }
}
