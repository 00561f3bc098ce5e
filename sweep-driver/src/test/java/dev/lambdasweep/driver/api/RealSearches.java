package dev.lambdasweep.driver.api;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.lambdasweep.driver.store.TrialRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/**
 * Searches hyperparameters of real trainings, for {@code scripts/bench trainings}.
 *
 * <pre>
 * search TASK DATA SAMPLER BATCH SEED    best point after some trainings: trainings, point
 * train TASK DATA SEED                   for each line of standard input, a point, prints its accuracy
 * measure TASK DATA                      for each line of standard input, a point, prints its mean accuracy
 * </pre>
 *
 * <p>With one seed, all points of the first two modes have the same split and initial weights. The
 * third trains with other seeds: the accuracy by which a search chose its best point is too high,
 * and the more so the more its points differ.
 */
final class RealSearches {
  private static final int MEASURED = 10; // trainings of a point

  private static final Map<String, String> FILES =
      Map.of(
          "digits",
          """
          data { table { path = "%s", label = digit }, validation.share = 0.5 }
          training { epochs = 5, optimizer = adam }
          sweep { trials = 60, space {
            lambda = { type = log-uniform, low = 1e-6, high = 1 }
            learning-rate = { type = log-uniform, low = 1e-5, high = 1 }
            batch-size = { type = integers, low = 8, high = 256, scale = log }
            hidden = { type = choice, values = [[4], [8], [16], [32], [64]] } } }
          """,
          "cifar10",
          """
          data { source = cifar10, directory = "%s", training-images = 10000, validation.rows = 5000 }
          training { cycles = 1, learning-rate { schedule = triangular, step-size = 250 } }
          sweep { trials = 40, space {
            lambda = { type = log-uniform, low = 1e-5, high = 1 }
            learning-rate-low = { type = log-uniform, low = 1e-7, high = 1e-3 }
            learning-rate-high = { type = log-uniform, low = 1e-3, high = 1 }
            hidden = { type = choice, values = [[10], [20], [50], [100]] } } }
          """);

  private RealSearches() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    Path results = Files.createTempDirectory("searches");
    // searches of several seeds run beside each other
    String master = arguments[0].equals("measure") ? "local[*]" : "local[1]";
    SparkSession spark =
        SparkSession.builder().master(master).config("spark.ui.enabled", false).getOrCreate();
    try {
      LambdaSweep sweeps = LambdaSweep.on(spark).results(results.toString());
      Config file = ConfigFactory.parseString(FILES.get(arguments[1]).formatted(arguments[2]));
      switch (arguments[0]) {
        case "search" -> {
          Config search =
              ConfigFactory.parseString(
                  "sweep { sampler = %s, batch = %s, seed = %s }"
                      .formatted(arguments[3], arguments[4], arguments[5]));
          List<TrialRow> rows = sweeps.run(search.withFallback(file)).rows();
          report(out, file.getConfig("sweep.space").root().keySet(), rows);
        }
        case "train" -> train(out, sweeps, file, arguments[3]);
        default -> measure(out, sweeps, file);
      }
    } finally {
      spark.stop();
      FileUtils.deleteQuietly(results.toFile());
    }
  }

  private static void report(PrintStream out, Set<String> hyperparameters, List<TrialRow> rows) {
    List<TrialRow> inOrder =
        rows.stream().sorted(Comparator.comparing(row -> row.key().number())).toList();
    TrialRow best = inOrder.get(0);
    for (int i = 0; i < inOrder.size(); i++) {
      if (accuracy(inOrder.get(i)) > accuracy(best)) {
        best = inOrder.get(i);
      }
      if ((i + 1) % 10 == 0) {
        Map<String, Object> parameters = best.parameters();
        String point =
            hyperparameters.stream()
                .sorted()
                .map(name -> "%s = %s".formatted(name, parameters.get(name.replace('-', '_'))))
                .collect(Collectors.joining(", "));
        out.printf("%d\t%s%n", i + 1, point);
      }
    }
  }

  private static void train(PrintStream out, LambdaSweep sweeps, Config file, String seed)
      throws IOException {
    BufferedReader points = standardInput();
    for (String point = points.readLine(); point != null; point = points.readLine()) {
      out.println(accuracy(sweeps.run(of(file, seed, List.of(point))).rows().get(0)));
      out.flush();
    }
  }

  private static void measure(PrintStream out, LambdaSweep sweeps, Config file) {
    List<String> points = standardInput().lines().toList();
    double[] sums = new double[points.size()];
    for (int seed = 0; seed < MEASURED; seed++) {
      for (TrialRow row : sweeps.run(of(file, 1_000_000 + seed, points)).rows()) {
        sums[row.key().number()] += accuracy(row);
      }
    }
    for (double sum : sums) {
      out.println(sum / MEASURED);
    }
  }

  private static Config of(Config file, Object seed, List<String> points) {
    String listed =
        points.stream().map(point -> "{" + point + "}").collect(Collectors.joining(","));
    return ConfigFactory.parseString("sweep { seed = %s, points = [%s] }".formatted(seed, listed))
        .withFallback(file.withoutPath("sweep.space"));
  }

  private static BufferedReader standardInput() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  }

  /** A diverged training is as good as none. */
  private static double accuracy(TrialRow row) {
    return row.figure("valid_accuracy").orElse(0);
  }
}
