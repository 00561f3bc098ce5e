package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.check.GradientCheck;
import dev.lambdasweep.core.check.ParameterCheck;
import dev.lambdasweep.core.check.Summary;
import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.MiniBatches;
import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.DataReader;
import dev.lambdasweep.driver.network.NetworkSettings;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.sql.SqlFormat;
import dev.lambdasweep.driver.sql.SqlResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
      names = "--images",
      paramLabel = "N",
      description = "Images of the batch, or all; default: a mini-batch.")
  private String images = "";

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description = "Look at the first N numbers of an image alone; default: all.")
  private Optional<Integer> dimensions = Optional.empty();

  @Option(
      names = "--step",
      paramLabel = "H",
      description =
          "Step of the differences; default: ${DEFAULT-VALUE}. With ReLU the more units of the batch"
              + " lie within it of 0, the larger the error: take it smaller for many images.",
      defaultValue = "1e-5")
  private double step;

  @Option(
      names = "--details",
      description =
          "Show mean, standard deviation and largest of the absolute difference, beside smallest,"
              + " largest and standard deviation of the numerical gradient.")
  private boolean details;

  @Option(
      names = "--tolerance",
      paramLabel = "E",
      description = "Largest relative error of a matrix; default: ${DEFAULT-VALUE}.",
      defaultValue = "1e-6")
  private double tolerance;

  @Override
  public Integer call() {
    if (!(step > 0 && step < 1)) {
      throw UserException.of("Invalid --step: %s, must be above 0 and below 1", step);
    }
    if (entries < 1) {
      throw UserException.of("Invalid --entries: %d, must be at least 1", entries);
    }
    SweepConfig config = file.read();
    DataReader source = DataReader.of(config.data(), HadoopSettings.configuration());
    Dataset data = source.dataset(config.seed());
    long seed = Seeds.child(config.seed(), 0);
    int size = batchSize(config, data);
    Batching batching = NetworkSettings.batching(config.values());
    MiniBatches batches =
        new MiniBatches(
            data.training(),
            // flips belong to training; the check is of the gradient
            new Batching(size, batching.order(), batching.lastBatch(), 0),
            seed);
    int[] batch = Arrays.copyOfRange(batches.indices(), batches.from(), batches.to());
    int inputs = inputs(data);
    System.err.printf(
        "%s, %d images%s, float64, h = %s%n",
        source.description(),
        batch.length,
        inputs < data.examples().inputs() ? ", " + inputs + " dimensions" : "",
        step);
    List<Row> lines = new ArrayList<>();
    boolean good = true;
    for (double lambda : lambdas) {
      SweepConfig at = config.with(Map.of("training.lambda", lambda));
      Network network =
          Network.initial(
                  NetworkSettings.network(at.values(), data),
                  NetworkSettings.initialWeights(at.values()),
                  Precision.FLOAT64,
                  seed)
              .firstInputs(inputs);
      for (ParameterCheck check :
          new GradientCheck(step, entries, seed)
              .check(
                  network,
                  NetworkSettings.penalty(at.values()),
                  data.examples().firstInputs(inputs),
                  data.standardizer().firstInputs(inputs),
                  batch)) {
        good &= check.relativeError() < tolerance;
        lines.add(line(lambda, check));
      }
    }
    SqlFormat.TABLE.print(
        new SqlResult(
            StructType.fromDDL(
                "lambda DOUBLE, parameter STRING, shape STRING, entries INT, relative_error DOUBLE,"
                    + " largest_relative DOUBLE, "
                    + (details
                        ? "difference_mean DOUBLE, difference_sd DOUBLE, difference_max DOUBLE,"
                            + " gradient_min DOUBLE, gradient_max DOUBLE, gradient_sd DOUBLE"
                        : "largest_absolute DOUBLE")
                    + ", verdict STRING"),
            lines.iterator(),
            List.of()),
        System.out);
    return good ? ExitCode.SUCCESS : ExitCode.SOME_FAILED;
  }

  private int batchSize(SweepConfig config, Dataset data) {
    if (images.isEmpty()) {
      return config.count(Settings.BATCH_SIZE);
    }
    if (images.equals("all")) {
      return data.trainingSize();
    }
    if (images.matches("[1-9]\\d{0,8}") && Integer.parseInt(images) <= data.trainingSize()) {
      return Integer.parseInt(images);
    }
    throw UserException.of(
        "Invalid --images: %s, must be all or from 1 to %d, the images there are to train on",
        images, data.trainingSize());
  }

  private int inputs(Dataset data) {
    int all = data.examples().inputs();
    int inputs = dimensions.orElse(all);
    if (inputs < 1 || inputs > all) {
      throw UserException.of(
          "Invalid --dimensions: %d, must be from 1 to %d, the numbers of an image", inputs, all);
    }
    return inputs;
  }

  private Row line(double lambda, ParameterCheck check) {
    List<Object> cells =
        new ArrayList<>(
            List.of(
                lambda,
                check.name(),
                check.rows() + " x " + check.columns(),
                check.entries(),
                scientific(check.relativeError()),
                scientific(check.largestRelativeError())));
    Summary difference = check.absoluteDifference();
    Summary gradient = check.numericalGradient();
    if (details) {
      cells.add(scientific(difference.mean()));
      cells.add(scientific(difference.deviation()));
      cells.add(scientific(difference.largest()));
      cells.add(scientific(gradient.smallest()));
      cells.add(scientific(gradient.largest()));
      cells.add(scientific(gradient.deviation()));
    } else {
      cells.add(scientific(difference.largest()));
    }
    cells.add(check.relativeError() < tolerance ? "ok" : "differs");
    return RowFactory.create(cells.toArray());
  }

  private static String scientific(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }
}
