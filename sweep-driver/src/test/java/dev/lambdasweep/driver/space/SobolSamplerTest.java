package dev.lambdasweep.driver.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.search.SearchSpaces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SobolSamplerTest {
  private static final Goal GOAL = Goal.MAXIMIZE;
  private static final double SCALE = 1L << 52;

  /** Points 1 to 8, 1000 and 1001 of scipy.stats.qmc.Sobol(5, scramble=False). */
  private static final double[][] UNSHIFTED = {
    {0.5, 0.5, 0.5, 0.5, 0.5},
    {0.75, 0.25, 0.25, 0.25, 0.75},
    {0.25, 0.75, 0.75, 0.75, 0.25},
    {0.375, 0.375, 0.625, 0.875, 0.375},
    {0.875, 0.875, 0.125, 0.375, 0.875},
    {0.625, 0.125, 0.875, 0.625, 0.625},
    {0.125, 0.625, 0.375, 0.125, 0.125},
    {0.1875, 0.3125, 0.9375, 0.4375, 0.5625},
    {0.2197265625, 0.0966796875, 0.5185546875, 0.6767578125, 0.2802734375},
    {0.7197265625, 0.5966796875, 0.0185546875, 0.1767578125, 0.7802734375},
  };

  @Test
  void shiftsTheDigitsOfTheSequenceOfScipy() {
    List<double[]> points = new ArrayList<>(List.of(SobolSampler.shifted(5, 7, 0, 8)));
    points.addAll(List.of(SobolSampler.shifted(5, 7, 999, 2)));

    for (int d = 0; d < 5; d++) {
      long shift = digits(points.get(0)[d]) ^ digits(UNSHIFTED[0][d]);
      assertThat(shift).isNotZero();
      for (int i = 0; i < UNSHIFTED.length; i++) {
        assertThat(digits(points.get(i)[d]) ^ shift).isEqualTo(digits(UNSHIFTED[i][d]));
      }
    }
  }

  private static long digits(double x) {
    return (long) (x * SCALE);
  }

  @Test
  void hasOnePointInEachIntervalOfEachAxis() {
    // the sequence's points 16 to 31, which are a net of their own
    double[][] points = SobolSampler.shifted(3, 11, 15, 16);
    for (int d = 0; d < 3; d++) {
      boolean[] taken = new boolean[16];
      for (double[] point : points) {
        taken[(int) (16 * point[d])] = true;
      }
      assertThat(taken).doesNotContain(false);
    }
  }

  @Test
  void extendsForever() {
    SearchSpace space =
        new SearchSpaces("x", "y").uniform("x", 0, 1).choice("y", "a", "b", "c").build();
    Sampler sampler = new SobolSampler(space, 3);
    List<Point> all = sampler.propose(List.of(), GOAL, 300);

    assertThat(sampler.propose(Observation.pending(all.subList(0, 120)), GOAL, 180))
        .isEqualTo(all.subList(120, 300));
    assertThat(new SobolSampler(space, 4).propose(List.of(), GOAL, 300))
        .doesNotContainAnyElementsOf(all);
    assertThat(sampler.learns()).isFalse();
  }
}
