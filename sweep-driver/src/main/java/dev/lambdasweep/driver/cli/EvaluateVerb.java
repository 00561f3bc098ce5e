package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.model.Model;
import dev.lambdasweep.core.model.ModelFile;
import dev.lambdasweep.core.train.Evaluation;
import dev.lambdasweep.core.train.Measures;
import dev.lambdasweep.core.train.Quality;
import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.cluster.OnDemandSpark;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.data.DataReader;
import dev.lambdasweep.driver.data.OpenSources;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "evaluate",
    description = "Measures a saved model on the test images.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep evaluate results/models/ID/0-0.safetensors"})
final class EvaluateVerb implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The saved model, a .safetensors file.")
  private String model;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Settings of the data, such as data.source=synthetic.")
  private List<String> settings = List.of();

  @Mixin private DataOption data;

  @Override
  public Integer call() {
    List<String> overrides = new ArrayList<>(settings);
    overrides.addAll(data.settings());
    Model loaded = ModelFile.read(bytes(), model);
    try (OnDemandSpark spark = new OnDemandSpark("Lambda Sweep evaluate")) {
      evaluate(loaded, new OpenSources(spark).reader(ConfigReader.data(overrides)));
    }
    return ExitCode.SUCCESS;
  }

  private void evaluate(Model loaded, DataReader images) {
    Examples test = images.test();
    if (test.inputs() != loaded.network().spec().inputs()) {
      throw UserException.of(
          "Cannot evaluate %s: it takes %d inputs, but an image of %s has %d",
          model, loaded.network().spec().inputs(), images.description(), test.inputs());
    }
    Measures measures =
        Evaluation.evaluate(loaded.network(), loaded.penalty(), test, loaded.standardizer())
            .measures();
    System.out.printf(Locale.ROOT, "%s, %,d test images%n", images.description(), measures.rows());
    measures
        .figures()
        .forEach(
            (name, value) ->
                System.out.printf("test %-8s %s%n", name, value + error(measures, name)));
  }

  /** The standard error of an accuracy. */
  private static String error(Measures measures, String figure) {
    return figure.equals("accuracy") && measures.quality() instanceof Quality.OfClasses classes
        ? String.format(Locale.ROOT, " ± %.4f", classes.standardError(measures.rows()))
        : "";
  }

  private byte[] bytes() {
    try {
      Path path = new Path(model);
      try (InputStream file = path.getFileSystem(HadoopSettings.configuration()).open(path)) {
        return file.readAllBytes();
      }
    } catch (FileNotFoundException e) {
      throw UserException.of(
          "Cannot read model %s: there is no such file (final prints the path of the model it"
              + " saves)",
          model);
    } catch (IllegalArgumentException e) {
      throw UserException.of(
          "Cannot read model %s: it is neither a path nor a URI (give the path of a .safetensors"
              + " file)",
          model);
    } catch (IOException e) {
      throw new UserException("Cannot read model " + model + ": " + e.getMessage(), e);
    }
  }
}
