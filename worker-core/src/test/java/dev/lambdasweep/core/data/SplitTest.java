package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
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
