package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.model.Model;
import dev.lambdasweep.core.train.Evaluation;
import dev.lambdasweep.core.train.Measures;
import dev.lambdasweep.core.train.Quality;
import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.cluster.OnDemandSpark;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.data.DataReader;
import dev.lambdasweep.driver.data.OpenSources;
import dev.lambdasweep.driver.predict.SavedModel;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.source.TableRows;
import dev.lambdasweep.driver.table.LabelledTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evaluate",
    description = "Measures a saved model on test rows.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep evaluate results/models/ID/0-0.safetensors"})
final class EvaluateVerb implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The saved model, a .safetensors file.")
  private String model;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "For a model of a table: measure it on all rows of another table, which has the label,"
              + " too.")
  private Optional<String> input = Optional.empty();

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Settings of the data, such as data.source=synthetic.")
  private List<String> settings = List.of();

  @Mixin private DataOption data;

  @Override
  public Integer call() {
    SavedModel saved = SavedModel.read(model, HadoopSettings.configuration());
    List<String> overrides = new ArrayList<>(saved.dataSettings());
    input.ifPresent(path -> overrides.add(Settings.TABLE_PATH.path() + "=" + path));
    overrides.addAll(settings);
    overrides.addAll(data.settings());
    DataSection section = ConfigReader.data(overrides);
    try (OnDemandSpark spark = new OnDemandSpark("Lambda Sweep evaluate")) {
      if (input.isPresent()) {
        LabelledTable table =
            LabelledTable.read(section.values(), saved.schema(), TableRows.context(spark));
        evaluate(saved.model(), table.description(), table.examples());
      } else {
        DataReader reader = new OpenSources(spark).reader(section);
        evaluate(saved.model(), reader.description(), reader.test());
      }
    }
    return ExitCode.SUCCESS;
  }

  private void evaluate(Model loaded, String description, Examples test) {
    if (test.inputs() != loaded.network().spec().inputs()) {
      throw UserException.of(
          "Cannot evaluate %s: it takes %d inputs, but a row of %s has %d (give the kind of data it"
              + " was trained on)",
          model, loaded.network().spec().inputs(), description, test.inputs());
    }
    if (!test.schema().equals(loaded.schema())) {
      throw UserException.of(
          "Cannot evaluate %s: it was trained on rows of other columns or categories than those of"
              + " %s (measure it on a table of its own with --input)",
          model, description);
    }
    Measures measures =
        Evaluation.evaluate(loaded.network(), loaded.penalty(), test, loaded.standardizer())
            .measures();
    System.out.printf(
        Locale.ROOT,
        "%s, %,d test %s%n",
        description,
        measures.rows(),
        loaded.schema().isPresent() ? "rows" : "images");
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
}
