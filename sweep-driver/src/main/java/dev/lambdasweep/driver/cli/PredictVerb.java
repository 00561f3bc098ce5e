package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.cluster.OnDemandSpark;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.predict.PredictedTable;
import dev.lambdasweep.driver.predict.SavedModel;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.table.PlainTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "predict",
    description = {
      "Applies a saved model to the rows of a table, and writes them with their predictions."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: scripts/sweep predict results/models/churn-20261127T101500-1a2b/0-0.safetensors"
          + " --input new.csv --output predictions.csv"
    })
final class PredictVerb implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A .safetensors file that final has saved for a table.")
  private String model;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "File, folder or pattern of the rows, in any format that data.table.path takes. Instead,"
              + " data.table.table or data.table.query may be set.")
  private Optional<String> input = Optional.empty();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder to write, which must not exist; it ends with .csv or .parquet.")
  private String output;

  @Option(
      names = "--unseen",
      paramLabel = "fail|zero",
      description =
          "What happens to a category that the model does not know: an error, or all inputs of its"
              + " column are 0; default: ${DEFAULT-VALUE}.",
      defaultValue = "fail")
  private String unseen;

  @Option(
      names = "--probabilities",
      description = "Also append the probability of each class, probability_<class>.")
  private boolean probabilities;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description =
          "Settings of data.table; those of the reader are by default as the model was trained.")
  private List<String> settings = List.of();

  @Override
  public Integer call() {
    PredictedTable target = PredictedTable.at(output);
    target.requireAbsent(HadoopSettings.configuration());
    SavedModel loaded = model();
    SettingValues values = values(loaded);
    try (OnDemandSpark spark = new OnDemandSpark("predict " + model)) {
      PlainTable rows = PlainTable.open(values, spark.session(), HadoopSettings.configuration());
      long count = target.write(loaded, rows.rows());
      System.out.printf(
          "%s: %,d %s of %s%n", output, count, count == 1 ? "row" : "rows", rows.description());
    }
    return ExitCode.SUCCESS;
  }

  private SavedModel model() {
    SavedModel loaded = SavedModel.read(model, HadoopSettings.configuration());
    boolean takesUnseen =
        switch (unseen) {
          case "fail" -> false;
          case "zero" -> true;
          default -> throw UserException.of("Invalid --unseen: %s, must be fail or zero", unseen);
        };
    SavedModel policy = takesUnseen ? loaded.withUnseenCategories() : loaded;
    return probabilities ? policy.withProbabilities() : policy;
  }

  private SettingValues values(SavedModel loaded) {
    List<String> overrides = new ArrayList<>(loaded.readerSettings());
    input.ifPresent(path -> overrides.add(Settings.TABLE_PATH.path() + "=" + path));
    overrides.addAll(settings);
    return ConfigReader.data(overrides).values();
  }
}
