package dev.lambdasweep.driver.search;

import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.trainer.Metric.Goal;
import dev.lambdasweep.driver.search.numeric.Normal;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Searches the minima of functions, for {@code scripts/bench search}:
 *
 * <pre>
 * SearchBenchmark values                               functions at points, to compare with a peer's
 * SearchBenchmark search SAMPLER BATCH SEEDS FUNCTION  regret after 20, 50 and 100 trainings
 * SearchBenchmark cost                                 seconds to propose ten points
 * </pre>
 *
 * <p>The regret is that of the point with the best value that the search has seen, noise included:
 * the point's value without noise, less the function's minimum.
 */
final class SearchBenchmark {
  private static final int TRAININGS = 100;
  private static final Set<Integer> REPORTED = Set.of(20, 50, 100);
  private static final int POINTS = 20;

  private SearchBenchmark() {}

  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "values" -> values();
      case "cost" -> cost();
      default -> {
        for (SearchFunction function : SearchFunction.all()) {
          if (function.name().equals(arguments[4])) {
            for (int seed = 0; seed < Integer.parseInt(arguments[3]); seed++) {
              search(function, arguments[1], Integer.parseInt(arguments[2]), seed);
            }
          }
        }
      }
    }
  }

  /** One line per function and point: name, value, and each variable that the point has. */
  private static void values() {
    for (SearchFunction function : SearchFunction.all()) {
      for (Point point :
          Samplers.of("random", function.space(), 1).propose(List.of(), Goal.MINIMIZE, POINTS)) {
        StringBuilder line = new StringBuilder(function.name());
        line.append('\t').append(function.at(point));
        point
            .values()
            .forEach(
                (path, value) ->
                    line.append('\t')
                        .append(path.substring(path.lastIndexOf('.') + 1))
                        .append('=')
                        .append(value));
        System.out.println(line);
      }
    }
  }

  private static void search(SearchFunction function, String name, int batch, int seed) {
    Sampler sampler = Samplers.of(name, function.space(), seed);
    Philox noise = new Philox(seed, Long.MAX_VALUE);
    List<Observation> history = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    double regret = Double.POSITIVE_INFINITY;
    while (history.size() < TRAININGS) {
      int size = Math.min(batch, TRAININGS - history.size());
      for (Point point : sampler.propose(history, Goal.MINIMIZE, size)) {
        double value = function.at(point);
        double seen = value + function.noise() * Normal.quantile(noise.nextDouble());
        if (seen < best) {
          best = seen;
          regret = value - function.least();
        }
        history.add(Observation.of(point, List.of(seen)));
        if (REPORTED.contains(history.size())) {
          System.out.printf(
              Locale.ROOT, "%s\t%d\t%d\t%s%n", function.name(), seed, history.size(), regret);
        }
      }
    }
  }

  /** One line per sampler and number of observations in seven dimensions. */
  private static void cost() {
    SearchFunction function = SearchFunction.seven();
    for (String name : List.of("gp", "tpe")) {
      for (int observations : List.of(100, 500, 2000)) {
        Sampler sampler = Samplers.of(name, function.space(), 1);
        List<Observation> history = new ArrayList<>();
        for (Point point :
            Samplers.of("sobol", function.space(), 1)
                .propose(List.of(), Goal.MINIMIZE, observations)) {
          history.add(Observation.of(point, List.of(function.at(point))));
        }
        for (int repeat = 0; repeat < 3; repeat++) {
          long start = System.nanoTime();
          sampler.propose(history, Goal.MINIMIZE, 10);
          System.out.printf(
              Locale.ROOT,
              "%s\t%d\t%d\t%.3f%n",
              name,
              observations,
              repeat,
              (System.nanoTime() - start) / 1e9);
        }
      }
    }
  }
}
