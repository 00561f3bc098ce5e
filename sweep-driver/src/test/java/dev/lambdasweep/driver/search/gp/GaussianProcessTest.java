package dev.lambdasweep.driver.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lambdasweep.driver.search.cube.Outcomes.Outcome;
import dev.lambdasweep.driver.search.cube.Outcomes.Place;
import dev.lambdasweep.driver.search.gp.GaussianProcess.Belief;
import dev.lambdasweep.driver.space.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
  private static final boolean[] IS_CHOICE = {false, false, true};
  private JsonNode cases;

  @BeforeEach
  void readCases() throws IOException {
    cases = new ObjectMapper().readTree(getClass().getResourceAsStream("process.json"));
    assertThat(cases).hasSize(3);
  }

  @Test
  void agreesWithScikitLearn() {
    for (JsonNode one : cases) {
      GaussianProcess process = process(one);
      for (int i = 0; i < one.get("asked").size(); i++) {
        Belief belief = process.at(numbers(one.get("asked").get(i)));

        assertThat(belief.mean()).isCloseTo(one.get("means").get(i).asDouble(), within(1e-8));
        assertThat(Math.sqrt(belief.variance()))
            .isCloseTo(one.get("deviations").get(i).asDouble(), within(1e-8));
      }
    }
  }

  @Test
  void hasThePosteriorDensityOfScikitLearn() {
    for (JsonNode one : cases) {
      Posterior posterior =
          new Posterior(IS_CHOICE, places(one), numbers(one.get("values")), errors(one));

      assertThat(-posterior.at(parameters(one), new double[5]))
          .isCloseTo(one.get("logPosterior").asDouble(), within(1e-8));
    }
  }

  @Test
  void hasTheGradientOfItsPosteriorDensity() {
    for (JsonNode one : cases) {
      Posterior posterior =
          new Posterior(IS_CHOICE, places(one), numbers(one.get("values")), errors(one));
      double[] x = parameters(one);
      double[] gradient = new double[x.length];
      posterior.at(x, gradient);

      for (int i = 0; i < x.length; i++) {
        double expected = slope(moved -> posterior.at(moved, new double[5]), x, i);
        assertThat(gradient[i]).isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  @Test
  void hasTheGradientsOfMeanVarianceAndImprovement() {
    for (JsonNode one : cases) {
      GaussianProcess process = process(one);
      process.believe(new double[] {0.31, 0.77, 0.5}, 1e-3);
      LogImprovement improvement = new LogImprovement(process, 1.2);
      double[] x = {0.4, 0.6, 1 / 6.0};
      double[] ofMean = new double[3];
      double[] ofVariance = new double[3];
      double[] ofImprovement = new double[3];
      process.at(x, ofMean, ofVariance);
      double value = improvement.at(x, ofImprovement);

      assertThat(value).isEqualTo(improvement.at(x));
      for (int d = 0; d < 2; d++) {
        assertThat(ofMean[d])
            .isCloseTo(slope(moved -> process.at(moved).mean(), x, d), within(1e-6));
        assertThat(ofVariance[d])
            .isCloseTo(slope(moved -> process.at(moved).variance(), x, d), within(1e-6));
        double expected = slope(improvement::at, x, d);
        assertThat(ofImprovement[d])
            .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
      }
      assertThat(ofImprovement[2]).isZero();
    }
  }

  @Test
  void believesItsOwnMean() {
    JsonNode one = cases.get(1);
    GaussianProcess process = process(one);
    double[] believed = numbers(one.get("asked").get(0));
    double[] elsewhere = numbers(one.get("asked").get(1));
    Belief before = process.at(elsewhere);
    double mean = process.at(believed).mean();
    process.believe(believed, one.get("noise").asDouble());

    // the naive twin: a process that was given the value
    List<double[]> places = new ArrayList<>(places(one));
    places.add(believed);
    int n = places.size();
    double[] values = Arrays.copyOf(numbers(one.get("values")), n);
    values[n - 1] = mean;
    double[] noises = Arrays.copyOf(noises(one), n);
    noises[n - 1] = one.get("noise").asDouble();
    Belief expected = new GaussianProcess(kernel(one), places, values, noises).at(elsewhere);
    Belief belief = process.at(elsewhere);
    assertThat(belief.mean()).isCloseTo(expected.mean(), within(1e-12)).isEqualTo(before.mean());
    assertThat(belief.variance())
        .isCloseTo(expected.variance(), within(1e-12))
        .isLessThan(before.variance());
  }

  @Test
  void fitsTheLargestPosteriorDensity() {
    JsonNode one = cases.get(2);
    double[] values = numbers(one.get("values"));
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      outcomes.add(outcome(i, numbers(one.get("places").get(i)), 3 + 2 * values[i]));
    }
    FittedProcess fitted = FittedProcess.of(IS_CHOICE, outcomes);

    assertThat(fitted.mean()).isCloseTo(3, within(1e-12));
    assertThat(fitted.deviation()).isCloseTo(2, within(1e-12));
    Kernel kernel = fitted.process().kernel();
    double[] found = {
      Math.log(kernel.weight(0)),
      Math.log(kernel.weight(1)),
      Math.log(kernel.weight(2)),
      Math.log(kernel.scale()),
      Math.log(fitted.noise() - 1e-6)
    };
    Posterior posterior = new Posterior(IS_CHOICE, places(one), values, new double[values.length]);
    double best = posterior.at(found, new double[5]);
    for (int i = 0; i < found.length; i++) {
      for (double step : new double[] {-0.1, 0.1}) {
        double[] moved = found.clone();
        moved[i] += step;
        assertThat(posterior.at(moved, new double[5])).isGreaterThan(best);
      }
    }
  }

  private static Outcome outcome(int number, double[] x, double value) {
    return new Outcome(new Place(number, new Point(Map.of()), x), value, 0);
  }

  private interface Formula {
    double at(double[] x);
  }

  /** Central difference. */
  private static double slope(Formula formula, double[] x, int i) {
    double step = 1e-5;
    double[] moved = x.clone();
    moved[i] = x[i] + step;
    double above = formula.at(moved);
    moved[i] = x[i] - step;
    return (above - formula.at(moved)) / (2 * step);
  }

  private static GaussianProcess process(JsonNode one) {
    return new GaussianProcess(kernel(one), places(one), numbers(one.get("values")), noises(one));
  }

  private static Kernel kernel(JsonNode one) {
    return new Kernel(IS_CHOICE, numbers(one.get("weights")), one.get("scale").asDouble());
  }

  private static double[] parameters(JsonNode one) {
    double[] parameters = Arrays.copyOf(numbers(one.get("weights")), 5);
    parameters[3] = one.get("scale").asDouble();
    parameters[4] = one.get("noise").asDouble() - 1e-6;
    return Arrays.stream(parameters).map(Math::log).toArray();
  }

  private static List<double[]> places(JsonNode one) {
    List<double[]> places = new ArrayList<>();
    one.get("places").forEach(place -> places.add(numbers(place)));
    return places;
  }

  private static double[] errors(JsonNode one) {
    return numbers(one.get("errors"));
  }

  private static double[] noises(JsonNode one) {
    return Arrays.stream(errors(one)).map(error -> error + one.get("noise").asDouble()).toArray();
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }
}
