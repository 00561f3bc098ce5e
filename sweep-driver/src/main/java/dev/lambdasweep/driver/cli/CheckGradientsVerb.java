package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.check.GradientCheck;
import dev.lambdasweep.core.check.ParameterCheck;
import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.MiniBatches;
import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.results.SqlFormat;
import dev.lambdasweep.driver.results.SqlResult;
import dev.lambdasweep.driver.spark.HadoopSettings;
import dev.lambdasweep.driver.spark.Images;
import dev.lambdasweep.driver.trial.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check-gradients",
    description = {
      "Compares the gradients of a file's network, on its first mini-batch and in float64, with"
          + " central differences of the cost."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep check-gradients conf/coarse.conf --entries 500"})
final class CheckGradientsVerb implements Callable<Integer> {
  private static final double STEP = 1e-5;

  @Mixin private SweepFile file;

  @Option(
      names = "--lambda",
      split = ",",
      paramLabel = "λ",
      description = "Penalties to check with; default: ${DEFAULT-VALUE}.",
      defaultValue = "0,0.1")
  private List<Double> lambdas;

  @Option(
      names = "--entries",
      paramLabel = "N",
      description =
          "Entries of a matrix to compare, all where it has fewer; default:" + " ${DEFAULT-VALUE}.",
      defaultValue = "200")
  private int entries;

  @Option(
      names = "--tolerance",
      paramLabel = "E",
      description = "Largest relative error of a matrix; default: ${DEFAULT-VALUE}.",
      defaultValue = "1e-6")
  private double tolerance;

  @Override
  public Integer call() {
    SweepConfig config = file.read();
    Images images = Images.of(config.data(), HadoopSettings.configuration());
    Dataset data = images.dataset(config.sweep().seed());
    long seed = Seeds.child(config.sweep().seed(), 0);
    MiniBatches batches =
        new MiniBatches(data.training(), Batching.shuffled(config.training().batchSize()), seed);
    int[] batch = Arrays.copyOfRange(batches.indices(), batches.from(), batches.to());
    System.err.printf("%s, %d images, float64, h = %s%n", images.description(), batch.length, STEP);
    List<Row> lines = new ArrayList<>();
    boolean good = true;
    for (double lambda : lambdas) {
      SweepConfig at = config.with(Map.of("training.lambda", lambda));
      Network network =
          Network.initial(
              Settings.network(at, data),
              Settings.initialWeights(at.network()),
              Precision.FLOAT64,
              seed);
      for (ParameterCheck check :
          new GradientCheck(STEP, entries, seed)
              .check(
                  network,
                  Settings.penalty(at.training()),
                  data.examples(),
                  data.standardizer(),
                  batch)) {
        good &= check.relativeError() < tolerance;
        lines.add(line(lambda, check));
      }
    }
    SqlFormat.TABLE.print(
        new SqlResult(
            StructType.fromDDL(
                "lambda DOUBLE, parameter STRING, shape STRING, entries INT, relative_error DOUBLE,"
                    + " largest_relative DOUBLE, largest_absolute DOUBLE, verdict STRING"),
            lines.iterator(),
            List.of()),
        System.out);
    return good ? ExitCode.SUCCESS : ExitCode.SOME_FAILED;
  }

  private Row line(double lambda, ParameterCheck check) {
    return RowFactory.create(
        lambda,
        check.name(),
        check.rows() + " x " + check.columns(),
        check.entries(),
        scientific(check.relativeError()),
        scientific(check.largestRelativeError()),
        scientific(check.largestAbsoluteError()),
        check.relativeError() < tolerance ? "ok" : "differs");
  }

  private static String scientific(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }
}
