package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TargetsTest {
  @Test
  void dividesWeightsByTheirMean() {
    Targets targets = Targets.classes(new int[] {0, 1, 1}, 2);
    assertThat(targets.areWeighted()).isFalse();
    assertThat(targets.weight(2)).isEqualTo(1);
    Targets weighted = targets.withWeights(new double[] {0, 2, 4});
    assertThat(weighted.areWeighted()).isTrue();
    assertThat(weighted.weight(0)).isZero();
    assertThat(weighted.weight(2)).isEqualTo(2);
    assertThat(weighted.at(2)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoTarget() {
    assertThatThrownBy(() -> Targets.values(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid value of example 1: NaN, must be finite");
    assertThatThrownBy(() -> Targets.values(new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid values: none, must be at least one");
    assertThatThrownBy(() -> Targets.classes(new int[] {0}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid classes: 1, must be in [2, 1048576]");
    Targets one = Targets.values(new double[] {1});
    assertThatThrownBy(() -> one.withWeights(new double[] {-1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid weight of example 0: -1.0, must be finite and at least 0");
    assertThatThrownBy(() -> one.withWeights(new double[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid weights: all 0, at least one must be above 0");
    assertThatThrownBy(one::strata)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot stratify by values");
  }
}
