package dev.lambdasweep.driver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.trial.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackingTest {
  @Test
  void jobHoldsOneGroupUntilADurationIsKnown() {
    Packing packing = new Packing(groups(1000, 1));
    assertThat(packing.next(2)).hasSize(1);
    assertThat(packing.next(2)).hasSize(1);
  }

  @Test
  void jobHoldsAboutOneSecondOfShortGroups() {
    Packing packing = new Packing(groups(1000, 1));
    packing.ended(packing.next(2), 0.125);
    assertThat(packing.next(2)).hasSize(8);
  }

  @Test
  void groupsThatAreToBeAloneComeFirst() {
    Packing packing = new Packing(groups(100, 1));
    packing.ended(packing.next(2), 0.001);
    List<Group> others = groups(2, 1);
    packing.addAlone(others);
    assertThat(packing.next(2)).containsExactly(others.get(0));
    assertThat(packing.next(2)).containsExactly(others.get(1));
    assertThat(packing.next(2)).hasSizeGreaterThan(1);
  }

  @Test
  void jobHoldsOneLongGroup() {
    Packing packing = new Packing(groups(1000, 1));
    packing.ended(packing.next(2), 60);
    assertThat(packing.next(2)).hasSize(1);
  }

  @Test
  void laterDurationsWeighMore() {
    Packing packing = new Packing(groups(1000, 1));
    packing.ended(packing.next(2), 0.5);
    // 2 groups per second, then 8: (2 + 8) / 2
    packing.ended(packing.next(2), 0.25);
    List<Group> job = packing.next(2);
    assertThat(job).hasSize(5);
    // 5 groups in a third of a second are 15 per second: (5 + 15) / 2
    packing.ended(job, 1 / 3.0);
    assertThat(packing.next(2)).hasSize(10);
  }

  @Test
  void longerGroupsCountForMore() {
    List<Group> groups = new ArrayList<>(groups(5, 1));
    groups.addAll(groups(995, 4));
    Packing packing = new Packing(groups);
    packing.ended(packing.next(2), 0.125);
    // 4 of one unit and 1 of four are the 8 units of a second
    assertThat(packing.next(2)).hasSize(5);
    assertThat(packing.next(2)).hasSize(2);
  }

  @Test
  void lastJobsGetSmallerSoThatNoSlotWaitsForAnother() {
    Packing packing = new Packing(groups(17, 1));
    packing.ended(packing.next(2), 0.001);
    List<Integer> sizes = new ArrayList<>();
    while (!packing.isEmpty()) {
      sizes.add(packing.next(2).size());
    }
    // a quarter of the remaining groups: of 16, 12, 9, 7, …
    assertThat(sizes).containsExactly(4, 3, 2, 1, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void everyGroupIsInOneJobInTheGivenOrder() {
    List<Group> groups = groups(100, 3);
    Packing packing = new Packing(groups);
    List<Group> packed = new ArrayList<>();
    while (!packing.isEmpty()) {
      List<Group> job = packing.next(3);
      packed.addAll(job);
      packing.ended(job, 0.01);
    }
    assertThat(packed).isEqualTo(groups);
  }

  /** Groups of one trial each, whose work is proportional to the updates. */
  private static List<Group> groups(int count, int updates) {
    return IntStream.range(0, count)
        .mapToObj(number -> TinyTrials.trial(number, 0.01, updates))
        .map(trial -> new Group(List.of(trial)))
        .toList();
  }
}
