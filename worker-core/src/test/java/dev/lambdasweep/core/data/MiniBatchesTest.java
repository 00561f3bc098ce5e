package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.data.Batching.LastBatch;
import dev.lambdasweep.core.data.Batching.Order;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MiniBatchesTest {
  private static final int[] TRAINING = IntStream.range(100, 150).toArray();
  private static final Batching KEEPING = new Batching(20, Order.SHUFFLED, LastBatch.KEEP, 0);
  private final MiniBatches batches = new MiniBatches(TRAINING, KEEPING, 1);

  @Test
  void seesEveryExampleOncePerEpoch() {
    assertThat(batches.updatesPerEpoch()).isEqualTo(3);
    for (int epoch = 0; epoch < 2; epoch++) {
      int first = 3 * epoch;
      int[] seen =
          IntStream.range(first, first + 3)
              .mapToObj(this::batch)
              .flatMapToInt(IntStream::of)
              .toArray();
      assertThat(seen).isNotEqualTo(TRAINING);
      assertThat(Arrays.stream(seen).sorted().toArray()).containsExactly(TRAINING);
    }
  }

  @Test
  void endsAnEpochWithASmallerBatchIfItIsKept() {
    assertThat(batch(1)).hasSize(20);
    assertThat(batch(2)).hasSize(10);
    assertThat(batch(5)).hasSize(10);
  }

  @Test
  void leavesOutDifferentExamplesInEachShuffledEpochIfTheLastBatchIsDropped() {
    MiniBatches dropping = new MiniBatches(TRAINING, Batching.shuffled(20), 1);
    assertThat(dropping.updatesPerEpoch()).isEqualTo(2);
    Set<Integer> everSeen = new TreeSet<>();
    Set<Set<Integer>> leftOut = new HashSet<>();
    for (int epoch = 0; epoch < 20; epoch++) {
      Set<Integer> seen = new TreeSet<>();
      for (int update = 2 * epoch; update < 2 * epoch + 2; update++) {
        dropping.seek(update);
        assertThat(dropping.to() - dropping.from()).isEqualTo(20);
        Arrays.stream(dropping.indices(), dropping.from(), dropping.to()).forEach(seen::add);
      }
      assertThat(seen).hasSize(40);
      everSeen.addAll(seen);
      Set<Integer> rest = new TreeSet<>(Arrays.stream(TRAINING).boxed().toList());
      rest.removeAll(seen);
      leftOut.add(rest);
    }
    assertThat(everSeen).hasSize(50);
    assertThat(leftOut).hasSize(20);
  }

  @Test
  void seesTheSameMiniBatchesUpToTheIncompleteOneWhetherItIsDroppedOrKept() {
    MiniBatches dropping = new MiniBatches(TRAINING, Batching.shuffled(20), 1);
    for (int epoch = 0; epoch < 3; epoch++) {
      for (int i = 0; i < 2; i++) {
        dropping.seek(2 * epoch + i);
        assertThat(Arrays.copyOfRange(dropping.indices(), dropping.from(), dropping.to()))
            .containsExactly(batch(3 * epoch + i));
      }
    }
  }

  @Test
  void shufflesAnewEveryEpoch() {
    assertThat(batch(0)).isNotEqualTo(batch(3));
  }

  @Test
  void startsAtUpdateZero() {
    MiniBatches fresh = new MiniBatches(TRAINING, KEEPING, 1);
    assertThat(Arrays.copyOfRange(fresh.indices(), fresh.from(), fresh.to()))
        .containsExactly(batch(0));
  }

  @Test
  void givesAnUpdateTheSameBatchWhateverUpdatesCameBefore() {
    int[] straight = batch(7);
    batch(100);
    batch(2);
    assertThat(batch(7)).containsExactly(straight);
    assertThat(new MiniBatches(TRAINING, KEEPING, 2).indices()).isNotEqualTo(batches.indices());
  }

  @Test
  void reusesOneArray() {
    int[] indices = batches.indices();
    batches.seek(30);
    assertThat(batches.indices()).isSameAs(indices);
  }

  @Test
  void takesABatchLargerThanTheTrainingSet() {
    MiniBatches whole = new MiniBatches(TRAINING, Batching.shuffled(Integer.MAX_VALUE), 1);
    assertThat(whole.updatesPerEpoch()).isEqualTo(1);
    whole.seek(4);
    assertThat(whole.from()).isZero();
    assertThat(whole.to()).isEqualTo(50);
  }

  @Test
  void keepsTheNaturalOrderInEveryEpoch() {
    int[] order = {9, 2, 7, 4, 0};
    MiniBatches natural =
        new MiniBatches(order, new Batching(2, Order.NATURAL, LastBatch.KEEP, 0), 1);
    for (int update : new int[] {0, 3, 30}) {
      natural.seek(update);
      assertThat(natural.indices()).containsExactly(order);
      assertThat(natural.from()).isEqualTo(0);
    }
    natural.seek(5);
    assertThat(natural.from()).isEqualTo(4);
    assertThat(natural.to()).isEqualTo(5);
  }

  @Test
  void flipsAnewInEveryEpochWithTheGivenProbability() {
    int[] training = IntStream.range(0, 10_000).toArray();
    MiniBatches flipping =
        new MiniBatches(training, new Batching(100, Order.NATURAL, LastBatch.KEEP, 0.3), 1);
    int[] first = flipping.indices().clone();
    flipping.seek(flipping.updatesPerEpoch());
    int[] second = flipping.indices().clone();
    int both = 0;
    for (int i = 0; i < training.length; i++) {
      assertThat(Flip.example(first[i])).isEqualTo(i);
      both += Flip.isFlipped(first[i]) && Flip.isFlipped(second[i]) ? 1 : 0;
    }
    // within five standard errors, √(p · (1 − p) · 10,000), of p = 0.3 and of 0.3²
    assertThat(flipped(first)).isBetween(3000L - 230, 3000L + 230);
    assertThat(flipped(second)).isBetween(3000L - 230, 3000L + 230);
    assertThat(both).isBetween(900 - 143, 900 + 143);
  }

  @Test
  void flipsAnExampleIndependentlyOfTheOrderAndTheOtherExamples() {
    int[] few = {140, 101, 120};
    MiniBatches natural =
        new MiniBatches(few, new Batching(1, Order.NATURAL, LastBatch.KEEP, 0.5), 1);
    MiniBatches shuffled =
        new MiniBatches(TRAINING, new Batching(20, Order.SHUFFLED, LastBatch.KEEP, 0.5), 1);
    for (int epoch = 0; epoch < 20; epoch++) {
      natural.seek(3 * epoch);
      shuffled.seek(3 * epoch);
      assertThat(shuffled.indices()).contains(natural.indices());
    }
    assertThat(
            new MiniBatches(TRAINING, new Batching(20, Order.NATURAL, LastBatch.KEEP, 0.5), 2)
                .indices())
        .isNotEqualTo(
            new MiniBatches(TRAINING, new Batching(20, Order.NATURAL, LastBatch.KEEP, 0.5), 1)
                .indices());
  }

  @Test
  void flipsNoneOrAllAtProbabilityZeroOrOneAndKeepsTheOrder() {
    int[] plain = batches.indices().clone();
    MiniBatches all =
        new MiniBatches(TRAINING, new Batching(20, Order.SHUFFLED, LastBatch.KEEP, 1), 1);
    assertThat(flipped(plain)).isZero();
    assertThat(flipped(all.indices())).isEqualTo(50);
    assertThat(Arrays.stream(all.indices()).map(Flip::example).toArray()).containsExactly(plain);
  }

  @Test
  void refusesAnEmptyTrainingSet() {
    assertThatThrownBy(() -> new MiniBatches(new int[0], Batching.shuffled(20), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid training: no indices, must be at least one");
    assertThatThrownBy(() -> batches.seek(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid update: -1, must not be negative");
  }

  private static long flipped(int[] indices) {
    return Arrays.stream(indices).filter(Flip::isFlipped).count();
  }

  private int[] batch(int update) {
    batches.seek(update);
    return Arrays.copyOfRange(batches.indices(), batches.from(), batches.to());
  }
}
