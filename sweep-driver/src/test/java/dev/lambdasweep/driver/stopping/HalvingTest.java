package dev.lambdasweep.driver.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HalvingTest {
  private final StoppingRule rule = halving(3, OptionalLong.empty());

  @Test
  void rungsAreEtaTimesApart() {
    assertThat(halving(3, OptionalLong.of(1)).rungs(27)).containsExactly(1L, 3L, 9L);
    assertThat(halving(3, OptionalLong.of(2)).rungs(18.5)).containsExactly(2L, 6L, 18L);
    assertThat(halving(4, OptionalLong.of(1)).rungs(27)).containsExactly(1L, 4L, 16L);
  }

  @Test
  void firstRungIsTheLengthDividedByEtaAsOftenAsItStaysAtLeastOne() {
    assertThat(rule.rungs(81)).containsExactly(1L, 3L, 9L, 27L);
    assertThat(rule.rungs(10)).containsExactly(2L, 6L);
    assertThat(rule.rungs(3.5)).containsExactly(2L);
    assertThat(rule.rungs(3)).containsExactly(1L);
  }

  @Test
  void shortTrainingHasNoRung() {
    assertThat(rule.rungs(2.9)).isEmpty();
    assertThat(halving(3, OptionalLong.of(27)).rungs(27)).isEmpty();
  }

  @Test
  void oneOfEtaPointsGoesOn() {
    assertThat(rule.survivors(81)).isEqualTo(27);
    assertThat(rule.survivors(10)).isEqualTo(3);
    assertThat(rule.survivors(5)).isEqualTo(1);
    assertThat(rule.survivors(2)).isEqualTo(1);
  }

  @Test
  void withoutARuleAllGoOn() {
    StoppingRule none = StoppingRules.of("none", 3, OptionalLong.empty());
    assertThat(none.rungs(27)).isEmpty();
    assertThat(none.survivors(81)).isEqualTo(81);
  }

  @Test
  void refusesOtherRules() {
    assertThatThrownBy(() -> StoppingRules.of("median", 3, OptionalLong.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid stopping.rule: median, must be one of none, halving");
    assertThatThrownBy(() -> halving(1, OptionalLong.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid eta: 1, must be at least 2");
    assertThatThrownBy(() -> halving(3, OptionalLong.of(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid first: 0, must be at least 1");
  }

  private static StoppingRule halving(long eta, OptionalLong first) {
    return StoppingRules.of("halving", eta, first);
  }
}
