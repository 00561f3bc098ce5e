package dev.lambdasweep.driver.search.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NormalTest {
  @Test
  void agreesWith250Digits() throws IOException {
    JsonNode cases = new ObjectMapper().readTree(getClass().getResourceAsStream("normal.json"));
    assertThat(cases).hasSize(21);
    for (JsonNode one : cases) {
      double x = one.get("x").asDouble();
      double logCumulative = one.get("logCumulative").asDouble();
      double logImprovement = one.get("logImprovement").asDouble();

      assertThat(Normal.logCumulative(x))
          .isCloseTo(logCumulative, within(1e-12 * Math.abs(logCumulative)));
      assertThat(Normal.logImprovement(x))
          .isCloseTo(logImprovement, within(1e-12 * Math.max(1, Math.abs(logImprovement))));
    }
  }

  @Test
  void takesTheMassOfAnIntervalFromTheNearerTail() {
    // Φ(b) − Φ(a), in the tails as differences of the functions above
    assertThat(Normal.logMass(-1, 2))
        .isCloseTo(Math.log(Normal.cumulative(2) - Normal.cumulative(-1)), within(1e-14));
    assertThat(Normal.logMass(-3, -2))
        .isCloseTo(Math.log(Normal.cumulative(-2) - Normal.cumulative(-3)), within(1e-13));
    assertThat(Normal.logMass(30, 31)).isEqualTo(Normal.logMass(-31, -30));
    // φ(30)/30 (1 − 1/900 + …) less a share of e^−30.5
    assertThat(Normal.logMass(30, 31)).isCloseTo(Normal.logCumulative(-30), within(1e-12));
  }

  @Test
  void invertsTheDistributionFunction() {
    for (double x = -6; x <= 0; x += 0.25) {
      assertThat(Normal.quantile(Normal.cumulative(x))).isCloseTo(x, within(1e-13));
    }
    assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void findsQuantilesLikeScipy() {
    // scipy.stats.norm.ppf
    double[][] expected = {
      {1e-300, -37.0470962993612},
      {1e-100, -21.273453560965322},
      {1e-20, -9.262340089798409},
      {1e-9, -5.9978070150076865},
      {1e-8, -5.612001244174789},
      {1e-3, -3.090232306167813},
      {0.3, -0.5244005127080409},
      {0.9, 1.2815515655446004},
      {1 - Math.pow(2, -40), 7.047700256664409}
    };
    for (double[] one : expected) {
      assertThat(Normal.quantile(one[0])).isCloseTo(one[1], withinPercentage(1e-11));
    }
    assertThat(Normal.quantile(0.5)).isZero();
  }
}
