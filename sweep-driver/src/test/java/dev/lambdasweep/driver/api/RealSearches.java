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
import java.util.Locale;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/**
 * Searches hyperparameters of real trainings, for {@code scripts/bench search}.
 *
 * <pre>
 * search TASK DATA SAMPLER BATCH SEEDS   best accuracy after some trainings: task, seed, trainings, accuracy
 * train TASK DATA SEED                   for each line of standard input, a point, prints its accuracy
 * </pre>
 *
 * <p>With one seed, all points of both modes have the same split and initial weights.
 */
final class RealSearches {
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
    SparkSession spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", false).getOrCreate();
    try {
      LambdaSweep sweeps = LambdaSweep.on(spark).results(results.toString());
      String file = FILES.get(arguments[1]).formatted(arguments[2]);
      if (arguments[0].equals("search")) {
        for (int seed = 0; seed < Integer.parseInt(arguments[5]); seed++) {
          Config search =
              ConfigFactory.parseString(
                  "sweep { seed = %d, sampler = %s, batch = %s }\n%s"
                      .formatted(seed, arguments[3], arguments[4], file));
          report(out, arguments[1], seed, sweeps.run(search).rows());
        }
      } else {
        train(out, sweeps, file, arguments[3]);
      }
    } finally {
      spark.stop();
      FileUtils.deleteQuietly(results.toFile());
    }
  }

  private static void report(PrintStream out, String task, int seed, List<TrialRow> rows) {
    List<TrialRow> inOrder =
        rows.stream().sorted(Comparator.comparing(row -> row.key().number())).toList();
    double best = 0;
    for (int i = 0; i < inOrder.size(); i++) {
      best = Math.max(best, accuracy(inOrder.get(i)));
      if ((i + 1) % 10 == 0) {
        out.printf(Locale.ROOT, "%s\t%d\t%d\t%s%n", task, seed, i + 1, best);
      }
    }
  }

  private static void train(PrintStream out, LambdaSweep sweeps, String file, String seed)
      throws IOException {
    Config base =
        ConfigFactory.parseString("sweep.seed = " + seed + "\n" + file).withoutPath("sweep.space");
    BufferedReader points =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String point = points.readLine(); point != null; point = points.readLine()) {
      Config one =
          ConfigFactory.parseString("sweep.points = [{ " + point + " }]").withFallback(base);
      out.println(accuracy(sweeps.run(one).rows().get(0)));
      out.flush();
    }
  }

  /** A diverged training is as good as none. */
  private static double accuracy(TrialRow row) {
    return row.figure("valid_accuracy").orElse(0);
  }
}
