package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.UserException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void usesEveryExampleOnce() {
    Split split = Split.random(1000, 900, 100, 1);
    assertThat(IntStream.concat(IntStream.of(split.training()), IntStream.of(split.validation())))
        .containsExactlyInAnyOrder(IntStream.range(0, 1000).boxed().toArray(Integer[]::new));
    assertThat(split.training()).hasSize(900);
    assertThat(split.training()).isNotEqualTo(IntStream.of(split.training()).sorted().toArray());
  }

  @Test
  void keepsTheValidationExamplesForAnotherTrainingSize() {
    Split large = Split.random(1000, 900, 100, 1);
    Split small = Split.random(1000, 50, 100, 1);
    assertThat(small.validation()).containsExactly(large.validation());
    assertThat(large.training()).startsWith(small.training());
  }

  @Test
  void dependsOnlyOnTheSeed() {
    assertThat(Split.random(1000, 10, 10, 1).training())
        .containsExactly(Split.random(1000, 10, 10, 1).training())
        .isNotEqualTo(Split.random(1000, 10, 10, 2).training());
  }

  @Test
  void keepsTheSharesOfTheStrataInEveryPrefix() {
    // 600, 300 and 100 of 1,000
    int[] strata = IntStream.range(0, 1000).map(i -> i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2).toArray();
    int[] order = Split.stratifiedOrder(strata, 1);
    assertThat(order)
        .containsExactlyInAnyOrder(IntStream.range(0, 1000).toArray())
        .isNotEqualTo(Split.stratifiedOrder(strata, 2));
    for (int prefix : new int[] {10, 50, 200, 777}) {
      int[] counts = new int[3];
      for (int i = 0; i < prefix; i++) {
        counts[strata[order[i]]]++;
      }
      assertThat((double) counts[0]).isCloseTo(0.6 * prefix, within(1.0));
      assertThat((double) counts[1]).isCloseTo(0.3 * prefix, within(1.0));
      assertThat((double) counts[2]).isCloseTo(0.1 * prefix, within(1.0));
    }
  }

  @Test
  void validatesOnEveryExampleInExactlyOneFold() {
    int[] order = Split.order(17, 1);
    int[] validated = new int[17];
    for (int fold = 0; fold < 5; fold++) {
      Split split = Split.fold(order, 5, fold, Integer.MAX_VALUE);
      assertThat(split.validationSize()).isBetween(3, 4);
      assertThat(split.trainingSize()).isEqualTo(17 - split.validationSize());
      assertThat(IntStream.concat(IntStream.of(split.training()), IntStream.of(split.validation())))
          .containsExactlyInAnyOrder(IntStream.range(0, 17).boxed().toArray(Integer[]::new));
      IntStream.of(split.validation()).forEach(i -> validated[i]++);
      assertThat(Split.fold(order, 5, fold, 4).training())
          .containsExactly(Arrays.copyOf(split.training(), 4));
    }
    assertThat(validated).containsOnly(1);
  }

  @Test
  void refusesFoldsThatCannotBe() {
    int[] order = Split.order(3, 1);
    assertThatThrownBy(() -> Split.fold(order, 4, 0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid folds: 4, must be in [2, 3]");
    assertThatThrownBy(() -> Split.fold(order, 3, 3, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid fold: 3, must be in [0, 3)");
  }

  @Test
  void putsNamedPartsOneAfterTheOther() {
    Split split = Split.consecutive(3, 2);
    assertThat(split.training()).containsExactly(0, 1, 2);
    assertThat(split.validation()).containsExactly(3, 4);
  }

  @Test
  void cannotBeChangedFromOutside() {
    Split split = Split.consecutive(3, 2);
    split.training()[0] = 99;
    split.validation()[0] = 99;
    assertThat(split.training()).containsExactly(0, 1, 2);
    assertThat(split.validation()).containsExactly(3, 4);
  }

  @Test
  void refusesMoreImagesThanThereAre() {
    assertThatThrownBy(() -> Split.random(50_000, 49_000, 5_000, 1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot split 50000 images into 49000 for training and 5000 for validation: 4000 too"
                + " few (use at most 50000 together, or read more parts)");
  }

  @Test
  void refusesAnEmptySide() {
    assertThatThrownBy(() -> Split.random(10, 0, 5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid trainingImages: 0, must be positive");
    assertThatThrownBy(() -> Split.consecutive(5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid validationImages: 0, must be positive");
  }
}
