package dev.lambdasweep.driver.search;

import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A function to minimize, on which samplers are compared. scripts/peers/optuna_search.py has the
 * same ones.
 *
 * @param name name of the function
 * @param space its variables, as parameters of a trainer
 * @param least its smallest value
 * @param noise standard deviation of the noise that a search sees
 * @param formula the function, by the variables' short names
 */
record SearchFunction(
    String name,
    SearchSpace space,
    double least,
    double noise,
    ToDoubleFunction<Map<String, Object>> formula) {
  /** Minimum of {@link #lambdaError}, at a logarithm of −2.5002. */
  private static final double LEAST_LAMBDA = 0.1000047892705181;

  private static final double[][] HARTMANN_3 = {
    {3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35},
  };
  private static final double[][] CENTERS_3 = {
    {0.3689, 0.1170, 0.2673},
    {0.4699, 0.4387, 0.7470},
    {0.1091, 0.8732, 0.5547},
    {0.0381, 0.5743, 0.8828},
  };
  private static final double[][] HARTMANN_6 = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14},
  };
  private static final double[][] CENTERS_6 = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381},
  };

  /** All functions. */
  static List<SearchFunction> all() {
    return List.of(
        branin(),
        hartmann(3, -3.862779787332660, HARTMANN_3, CENTERS_3),
        hartmann(6, -3.322368011415515, HARTMANN_6, CENTERS_6),
        ackley(),
        lambda(),
        optimizers(),
        models());
  }

  /** A sum of squares of seven variables with a little of every product of neighbours. */
  static SearchFunction seven() {
    int variables = 7;
    return new SearchFunction(
        "seven",
        uniform(variables, -1, 2),
        0,
        0,
        at -> {
          double[] x = numbers(at, variables);
          double sum = 0;
          for (int d = 0; d < variables; d++) {
            sum += square(x[d]) + 0.5 * square(x[d] - x[(d + 1) % variables]);
          }
          return sum;
        });
  }

  /** The value at a point, without noise. */
  double at(Point point) {
    Map<String, Object> values = new HashMap<>();
    point
        .values()
        .forEach((path, value) -> values.put(path.substring(SearchSpaces.PREFIX.length()), value));
    return formula.applyAsDouble(values);
  }

  private static SearchFunction branin() {
    SearchSpaces space = new SearchSpaces("x0", "x1");
    space.uniform("x0", -5, 10);
    space.uniform("x1", 0, 15);
    return new SearchFunction(
        "branin",
        space.build(),
        0.397887357729739,
        0,
        at -> {
          double[] x = numbers(at, 2);
          double a = x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6;
          return a * a + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x[0]) + 10;
        });
  }

  private static SearchFunction hartmann(
      int variables, double least, double[][] scales, double[][] centers) {
    double[] heights = {1, 1.2, 3, 3.2};
    return new SearchFunction(
        "hartmann-" + variables,
        uniform(variables, 0, 1),
        least,
        0,
        at -> {
          double[] x = numbers(at, variables);
          double sum = 0;
          for (int i = 0; i < heights.length; i++) {
            double distance = 0;
            for (int d = 0; d < variables; d++) {
              distance += scales[i][d] * (x[d] - centers[i][d]) * (x[d] - centers[i][d]);
            }
            sum -= heights[i] * Math.exp(-distance);
          }
          return sum;
        });
  }

  private static SearchFunction ackley() {
    int variables = 5;
    return new SearchFunction(
        "ackley-5",
        uniform(variables, -15, 30),
        0,
        0,
        at -> {
          double squares = 0;
          double cosines = 0;
          for (double x : numbers(at, variables)) {
            squares += x * x / variables;
            cosines += Math.cos(2 * Math.PI * x) / variables;
          }
          return 20 + Math.E - 20 * Math.exp(-0.2 * Math.sqrt(squares)) - Math.exp(cosines);
        });
  }

  /** Error over log λ: flat where λ is small, best at 10^−2.5, that of chance where it is large. */
  private static SearchFunction lambda() {
    SearchSpaces space = new SearchSpaces("lambda");
    space.logUniform("lambda", 1e-6, 1);
    return new SearchFunction(
        "lambda", space.build(), LEAST_LAMBDA, 0.003, at -> lambdaError(number(at, "lambda")));
  }

  private static double lambdaError(double lambda) {
    double x = Math.log10(lambda);
    double dip = Math.exp(-(x + 2.5) * (x + 2.5) / 0.25);
    return 0.12 - 0.02 * dip + 0.78 / (1 + Math.exp(-(x + 0.7) / 0.15));
  }

  /** Momentum only with one of three optimizers; its best rate depends on it. */
  private static SearchFunction optimizers() {
    SearchSpaces space =
        new SearchSpaces("activation", "hidden", "lambda", "momentum", "optimizer", "rate");
    space.choice("activation", "relu", "tanh", "sigmoid");
    space.integers("hidden", 8, 512);
    space.logUniform("lambda", 1e-6, 1);
    space.uniform("momentum", 0, 0.99);
    space.choice("optimizer", "sgd", "adam", "rmsprop");
    space.logUniform("rate", 1e-5, 1);
    space.when("momentum", "optimizer", "sgd");
    return new SearchFunction(
        "optimizers", space.build(), 0.1 + width(181), 0, SearchFunction::optimizersError);
  }

  private static double width(double hidden) {
    double octaves = Math.log(hidden) / Math.log(2) - 7.5;
    return octaves * octaves / 300;
  }

  private static double optimizersError(Map<String, Object> at) {
    double rate = Math.log10(number(at, "rate"));
    double error = width(number(at, "hidden"));
    error += 0.01 * square(Math.log10(number(at, "lambda")) + 3.5);
    error += Map.of("relu", 0.0, "tanh", 0.02, "sigmoid", 0.05).get((String) at.get("activation"));
    switch ((String) at.get("optimizer")) {
      case "sgd" -> {
        double momentum = number(at, "momentum");
        error += 0.1 + 0.02 * square(rate - Math.log10(1 - momentum) + 0.5);
        error += 0.05 * square(momentum - 0.9);
      }
      case "adam" -> error += 0.115 + 0.02 * square(rate + 3);
      default -> error += 0.13 + 0.02 * square(rate + 3.5);
    }
    return error;
  }

  /** Three kinds of models with parameters of their own, one of which has a condition itself. */
  private static SearchFunction models() {
    SearchSpaces space =
        new SearchSpaces("model", "c", "depth", "gamma", "kernel", "layers", "rate", "trees");
    space.choice("model", "forest", "svm", "network");
    space.logUniform("c", 1e-3, 1e3);
    space.integers("depth", 1, 20);
    space.logUniform("gamma", 1e-5, 10);
    space.choice("kernel", "linear", "poly", "rbf");
    space.integers("layers", 1, 4);
    space.logUniform("rate", 1e-5, 1);
    space.integers("trees", 10, 200);
    space.when("depth", "model", "forest");
    space.when("trees", "model", "forest");
    space.when("kernel", "model", "svm");
    space.when("c", "model", "svm");
    space.when("gamma", "kernel", "poly", "rbf");
    space.when("layers", "model", "network");
    space.when("rate", "model", "network");
    return new SearchFunction("models", space.build(), 0.12, 0, SearchFunction::modelsError);
  }

  private static double modelsError(Map<String, Object> at) {
    return switch ((String) at.get("model")) {
      case "forest" ->
          0.15
              + 0.1 * square((number(at, "depth") - 12) / 10)
              + 0.05 * (1 - number(at, "trees") / 200);
      case "svm" -> 0.12 + 0.01 * square(Math.log10(number(at, "c")) - 1) + kernelError(at);
      default ->
          0.14
              + 0.02 * square(number(at, "layers") - 3)
              + 0.02 * square(Math.log10(number(at, "rate")) + 2.5);
    };
  }

  private static double kernelError(Map<String, Object> at) {
    if (at.get("kernel").equals("linear")) {
      return 0.06;
    }
    double error = 0.015 * square(Math.log10(number(at, "gamma")) + 2);
    return at.get("kernel").equals("poly") ? error + 0.03 : error;
  }

  private static SearchSpace uniform(int variables, double low, double high) {
    SearchSpaces space =
        new SearchSpaces(
            IntStream.range(0, variables).mapToObj(i -> "x" + i).toArray(String[]::new));
    for (int i = 0; i < variables; i++) {
      space.uniform("x" + i, low, high);
    }
    return space.build();
  }

  private static double square(double x) {
    return x * x;
  }

  private static double number(Map<String, Object> at, String name) {
    return ((Number) at.get(name)).doubleValue();
  }

  private static double[] numbers(Map<String, Object> at, int variables) {
    double[] x = new double[variables];
    for (int i = 0; i < variables; i++) {
      x[i] = number(at, "x" + i);
    }
    return x;
  }
}
