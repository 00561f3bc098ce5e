package dev.lambdasweep.driver.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.driver.space.GridSampler;
import dev.lambdasweep.driver.space.RandomSampler;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplersTest {
  private static final SearchSpace LISTED =
      new SearchSpaces("a", "kernel").listed("a", 1, 2).choice("kernel", "linear", "rbf").build();
  private static final SearchSpace NUMBERS =
      new SearchSpaces("a", "kernel").uniform("a", 0, 1).choice("kernel", "linear", "rbf").build();

  @Test
  void choosesTheSamplerOfANewSweep() {
    assertThat(Samplers.choose(new SearchSpace(List.of()), 10))
        .isEqualTo(new Samplers.Choice("grid", "there is only one point"));
    assertThat(Samplers.choose(LISTED, 100))
        .isEqualTo(new Samplers.Choice("grid", "every dimension lists its values"));
    assertThat(Samplers.choose(NUMBERS, 20))
        .isEqualTo(
            new Samplers.Choice("sobol", "there are at most 20 trials, too few to learn from"));
    assertThat(Samplers.choose(NUMBERS, 21))
        .isEqualTo(new Samplers.Choice("gp", "there are more than 20 trials to learn from"));
    SearchSpace choices =
        new SearchSpaces("a", "kernel", "model")
            .uniform("a", 0, 1)
            .choice("kernel", "linear", "rbf")
            .choice("model", "svm", "forest")
            .build();
    assertThat(Samplers.choose(choices, 10))
        .isEqualTo(new Samplers.Choice("tpe", "most dimensions are choices"));
    SearchSpace conditional =
        new SearchSpaces("a", "kernel")
            .uniform("a", 0, 1)
            .choice("kernel", "linear", "rbf")
            .when("a", "kernel", "rbf")
            .build();
    assertThat(Samplers.choose(conditional, 10))
        .isEqualTo(new Samplers.Choice("tpe", "there are conditions"));
  }

  @Test
  void readsTheAutoOfOlderPlansAsItWas() {
    assertThat(Samplers.of("auto", LISTED, 1)).isInstanceOf(GridSampler.class);
    assertThat(Samplers.of("auto", NUMBERS, 1)).isInstanceOf(RandomSampler.class);
  }

  @Test
  void tellsWhichSamplersThereAre() {
    assertThatThrownBy(() -> Samplers.of("bayes", NUMBERS, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid sweep.sampler: bayes, must be one of auto, random, grid, sobol, gp, tpe");
  }
}
