package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.check.GradientCheck;
import dev.lambdasweep.core.check.ParameterCheck;
import dev.lambdasweep.core.check.Summary;
import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.MiniBatches;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.driver.cluster.OnDemandSpark;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.DataReader;
import dev.lambdasweep.driver.data.OpenSources;
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
      "Compares the gradients of the configured network with central differences of the cost, in"
          + " float64 on the first mini-batch."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep check-gradients conf/coarse.conf --entries 500"})
final class CheckGradientsVerb implements Callable<Integer> {
  @Mixin private SweepFile file;

  @Option(
      names = "--lambda",
      split = ",",
      paramLabel = "λ",
      description = "Values of lambda to check with; default: ${DEFAULT-VALUE}.",
      defaultValue = "0,0.1")
  private List<Double> lambdas;

  @Option(
      names = "--entries",
      paramLabel = "N",
      description =
          "Number of entries to compare per parameter, or all if it has fewer; default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "200")
  private int entries;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Number of images in the batch, or all; default: the mini-batch size.")
  private String images = "";

  @Option(
      names = "--dimensions",
      paramLabel = "N",
      description = "Use only the first N input dimensions of each image; default: all.")
  private Optional<Integer> dimensions = Optional.empty();

  @Option(
      names = "--step",
      paramLabel = "H",
      description =
          "Step of the central differences; default: ${DEFAULT-VALUE}. With ReLU, the error grows"
              + " with the number of units within one step of 0: use a smaller step for many"
              + " images.",
      defaultValue = "1e-5")
  private double step;

  @Option(
      names = "--details",
      description =
          "Show the mean, standard deviation and maximum of the absolute difference, and the"
              + " minimum, maximum and standard deviation of the numerical gradient.")
  private boolean details;

  @Option(
      names = "--tolerance",
      paramLabel = "E",
      description = "Largest relative error allowed per parameter; default: ${DEFAULT-VALUE}.",
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
    try (OnDemandSpark spark = new OnDemandSpark("Lambda Sweep check-gradients")) {
      DataReader source = new OpenSources(spark).reader(config.data());
      return check(config, source.description(), source.dataset(config.seed(), 0));
    }
  }

  private int check(SweepConfig config, String description, Dataset data) {
    long seed = Seeds.child(config.seed(), 0);
    int size = batchSize(config, data);
    Batching batching = NetworkSettings.batching(config.values());
    MiniBatches batches =
        new MiniBatches(
            data.training(),
            // flips belong to training, not to the gradient that is checked
            new Batching(size, batching.order(), batching.lastBatch(), 0),
            seed);
    int[] batch = Arrays.copyOfRange(batches.indices(), batches.from(), batches.to());
    int inputs = inputs(data);
    System.err.printf(
        "%s, %d images%s, float64, h = %s%n",
        description,
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
        "Invalid --images: %s, must be all or from 1 to %d, the number of training images",
        images, data.trainingSize());
  }

  private int inputs(Dataset data) {
    int all = data.examples().inputs();
    int inputs = dimensions.orElse(all);
    if (inputs < 1 || inputs > all) {
      throw UserException.of(
          "Invalid --dimensions: %d, must be from 1 to %d, the dimensions of an image",
          inputs, all);
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
