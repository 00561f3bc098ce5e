package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.FormatMethod;
import dev.lambdasweep.core.data.InputColumn;
import dev.lambdasweep.core.linalg.Bfloat16;
import dev.lambdasweep.core.model.Model;
import dev.lambdasweep.core.model.ModelFile;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Models of tables, applied to the rows of others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictIT {
  private static final Path PENGUINS = Path.of("../examples/penguins/penguins.csv");
  private static final String TRAINING =
      "network.hidden = [5]\ntraining { epochs = 3, batch-size = 16, optimizer = adam }\n";

  @TempDir private static Path directory;
  private InProcess application;
  private Path species;
  private Path mass;

  @BeforeAll
  void trainFinals() throws IOException {
    application = new InProcess(directory);
    species = finalModel("species", "missing = mean, exclude = [year]");
    mass =
        finalModel(
            "mass",
            "missing = skip, task = regression, features = [\"bill_*\", island]",
            "training.precision = bfloat16");
  }

  private Path finalModel(String name, String table, String... settings) throws IOException {
    String label = name.equals("mass") ? "body_mass_g" : name;
    application.writeExactly(
        name + ".conf",
        """
        data.table { path = "%s", label = %s, options.nullValue = NA, %s }
        data.test.share = 0.2
        results.directory = "%s"
        %s"""
            .formatted(
                PENGUINS.toAbsolutePath(), label, table, directory.resolve("results"), TRAINING));
    List<String> arguments = new ArrayList<>(List.of("final", application.at(name + ".conf")));
    arguments.addAll(List.of(settings));
    Ended ended = application.run(arguments.toArray(String[]::new));
    assertThat(ended.messages()).doesNotContain("Cannot");
    assertThat(ended.exitCode()).isZero();
    try (Stream<Path> models = Files.list(directory.resolve("results/models"))) {
      Path folder =
          models.filter(path -> path.getFileName().toString().startsWith(name)).findFirst().get();
      return folder.resolve("0-0.safetensors");
    }
  }

  private Ended predict(Path model, String input, String output, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("predict", model.toString(), "--input", input));
    arguments.addAll(List.of("--output", application.at(output)));
    arguments.addAll(List.of(more));
    return application.run(arguments.toArray(String[]::new));
  }

  private String write(String file, String... lines) throws IOException {
    Files.write(directory.resolve(file), List.of(lines));
    return application.at(file);
  }

  /** The rows of a folder of CSV files, by the names of their columns. */
  private List<Map<String, String>> rows(String folder) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (Stream<Path> parts = Files.list(directory.resolve(folder))) {
      for (Path part : parts.filter(path -> path.toString().endsWith(".csv")).sorted().toList()) {
        List<String> lines = Files.readAllLines(part);
        String[] names = lines.get(0).split(",", -1);
        for (String line : lines.subList(1, lines.size())) {
          Map<String, String> row = new HashMap<>();
          String[] cells = line.split(",", -1);
          for (int i = 0; i < names.length; i++) {
            row.put(names[i], cells[i]);
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  @Test
  void appendsClassesAndProbabilitiesAsTheNaiveNetworkGivesThem() throws IOException {
    Ended ended =
        predict(species, PENGUINS.toAbsolutePath().toString(), "all.csv", "--probabilities");
    assertThat(ended.messages()).isEmpty();
    assertThat(ended.output())
        .isEqualTo(
            "%s: 344 rows of %s\n".formatted(application.at("all.csv"), PENGUINS.toAbsolutePath()));
    Model model = ModelFile.read(Files.readAllBytes(species), "a model");
    List<String> classes = List.of("Adelie", "Chinstrap", "Gentoo");
    assertThat(model.schema().orElseThrow().label().classes()).isEqualTo(classes);
    List<Map<String, String>> rows = rows("all.csv");
    assertThat(rows).hasSize(344);
    for (Map<String, String> row : rows) {
      double[] logits = naive(model, row);
      double sum = Arrays.stream(logits).map(Math::exp).sum();
      int best = 0;
      for (int k = 0; k < 3; k++) {
        double probability = Math.exp(logits[k]) / sum;
        assertThat(Double.parseDouble(row.get("probability_" + classes.get(k))))
            .isCloseTo(probability, within(1e-5));
        best = logits[k] > logits[best] ? k : best;
      }
      assertThat(row.get("prediction")).isEqualTo(classes.get(best));
      assertThat(row.get("probability")).isEqualTo(row.get("probability_" + classes.get(best)));
    }
  }

  @Test
  void appendsValuesInTheUnitOfTheLabel() throws IOException {
    String input = write("bills.csv", "island,bill_length_mm,bill_depth_mm", "Dream,40,18.5");
    assertThat(predict(mass, input, "mass.csv").exitCode()).isZero();
    Model model = ModelFile.read(Files.readAllBytes(mass), "a model");
    Map<String, String> row = rows("mass.csv").get(0);
    assertThat(model.network().precision()).isEqualTo(Precision.BFLOAT16);
    double expected = model.standardizer().unstandardizedTarget(naive(model, row)[0]);
    assertThat(Double.parseDouble(row.get("prediction"))).isCloseTo(expected, within(0.01));
    assertThat(row).doesNotContainKey("probability");
    assertThat(expected).isBetween(2000.0, 7000.0);
  }

  /** The outputs of a network with one hidden layer for a row of text, in plain loops. */
  private static double[] naive(Model model, Map<String, String> row) {
    List<Double> inputs = new ArrayList<>();
    for (InputColumn column : model.schema().orElseThrow().columns()) {
      String text = row.get(column.name());
      boolean isMissing = text.isEmpty() || text.equals("NA");
      if (column.kind() == InputColumn.Kind.NUMBER) {
        inputs.add(isMissing ? Double.NaN : Double.parseDouble(text));
      } else {
        column.categories().forEach(category -> inputs.add(category.equals(text) ? 1.0 : 0.0));
      }
      if (column.hasIndicator()) {
        inputs.add(isMissing ? 1.0 : 0.0);
      }
    }
    double[] outputs = new double[inputs.size()];
    for (int i = 0; i < outputs.length; i++) {
      double x =
          (inputs.get(i) - model.standardizer().mean()[i]) / model.standardizer().deviation()[i];
      outputs[i] = operand(model, Double.isNaN(x) ? 0 : x);
    }
    for (int l = 0; l < 2; l++) {
      var layer = model.network().layers().get(l);
      double[] next = new double[layer.weights().rows()];
      for (int i = 0; i < next.length; i++) {
        next[i] = layer.biases().at(i, 0);
        for (int j = 0; j < outputs.length; j++) {
          double weight = layer.weights().at(i, j);
          next[i] += (l == 0 ? operand(model, weight) : weight) * outputs[j];
        }
        next[i] = l == 0 ? Math.max(0, next[i]) : next[i];
      }
      outputs = next;
    }
    return outputs;
  }

  /** A number as it enters a product of the first layer. */
  private static double operand(Model model, double number) {
    return model.network().precision() == Precision.BFLOAT16
        ? Bfloat16.round((float) number)
        : number;
  }

  @Test
  void writesParquetThatIsReadAgain() throws IOException {
    String input = write("some.csv", HEADER, "Biscoe,48.5,15,219,4850,female");
    assertThat(predict(species, input, "some.parquet").exitCode()).isZero();
    try (Stream<Path> parts = Files.list(directory.resolve("some.parquet"))) {
      assertThat(parts.map(Path::toString)).anyMatch(part -> part.endsWith(".parquet"));
    }
    Ended again = predict(species, application.at("some.parquet"), "again.csv");
    assertRefused(
        again,
        "Cannot predict with %s: the rows already have a column prediction (rename it, or leave it"
            + " out)",
        species);
    Ended query =
        application.run(
            "predict",
            species.toString(),
            "--output",
            application.at("query.csv"),
            "data.table.query=SELECT * EXCEPT (prediction, probability) FROM parquet.`%s`"
                .formatted(application.at("some.parquet")));
    assertThat(query.output()).isEqualTo(application.at("query.csv") + ": 1 row of a query\n");
  }

  private static final String HEADER =
      "island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex";

  @Test
  void refusesRowsThatTheModelDoesNotTake() throws IOException {
    String unseen = write("unseen.csv", HEADER, "Deception,48.5,15,219,4850,female");
    assertRefused(
        predict(species, unseen, "unseen-1.csv"),
        "Cannot predict with %s: it does not take the unseen category Deception of the column island"
            + " (correct or leave out such rows; --unseen zero takes unseen categories)",
        species);
    assertThat(predict(species, unseen, "unseen-2.csv", "--unseen", "zero").exitCode()).isZero();
    assertRefused(
        predict(species, unseen, "unseen-3.csv", "--unseen", "ignore"),
        "Invalid --unseen: ignore, must be fail or zero");
    String narrow = write("narrow.csv", "island,sex", "Dream,male");
    assertRefused(
        predict(species, narrow, "narrow-1.csv"),
        "Cannot use these rows: there is no column bill_length_mm (add it, or rename one)");
    String missing = write("missing.csv", "island,bill_length_mm,bill_depth_mm", "Dream,NA,18.5");
    assertRefused(
        predict(mass, missing, "missing-1.csv"),
        "Cannot predict with %s: it does not take a missing value of the column bill_length_mm"
            + " (correct or leave out such rows; --unseen zero takes unseen categories)",
        mass);
  }

  @Test
  void takesMissingValuesWhereTheTrainingTookThem() throws IOException {
    String input = write("empty.csv", HEADER, "Dream,NA,NA,NA,NA,NA", "NA,40,18,190,3500,male");
    assertThat(predict(species, input, "empty-1.csv").messages()).isEmpty();
    assertThat(rows("empty-1.csv")).hasSize(2).allMatch(row -> !row.get("prediction").isEmpty());
    String wrong = write("wrong.csv", HEADER, "Dream,long,18,190,3500,male");
    assertThat(predict(species, wrong, "wrong-1.csv").messages())
        .startsWith("Cannot write " + application.at("wrong-1.csv") + ": ")
        .contains("'long'")
        .doesNotContain("\tat ");
  }

  @Test
  void refusesAnOutputThatItCannotWrite() throws IOException {
    String input = write("one.csv", HEADER, "Biscoe,48.5,15,219,4850,female");
    assertRefused(
        predict(species, input, "predictions"),
        "Invalid --output: %s, must end with .csv or .parquet, which is also its format",
        application.at("predictions"));
    Files.createDirectory(directory.resolve("there.csv"));
    assertRefused(
        predict(species, input, "there.csv"),
        "Cannot write %s: it exists (remove it, or give another --output)",
        application.at("there.csv"));
    assertRefused(
        predict(directory.resolve("no.safetensors"), input, "no.csv"),
        "Cannot read model %s: there is no such file (final prints the path of the model it saves)",
        directory.resolve("no.safetensors"));
  }

  @Test
  void evaluatesAModelOnTheRowsThatItHeldOutAndOnOthers() {
    Ended held = application.run("evaluate", species.toString());
    assertThat(held.messages()).isEmpty();
    assertThat(held.output()).contains(" test rows\ntest accuracy 0.");
    Ended all =
        application.run(
            "evaluate", species.toString(), "--input", PENGUINS.toAbsolutePath().toString());
    assertThat(all.output())
        .startsWith(PENGUINS.toAbsolutePath() + ", 344 test rows\ntest accuracy 0.");
    Ended values =
        application.run(
            "evaluate", mass.toString(), "--input", PENGUINS.toAbsolutePath().toString());
    assertThat(values.output()).contains(", 342 test rows\ntest rmse     ").contains("test r2 ");
  }

  @FormatMethod
  private static void assertRefused(Ended ended, String message, Object... arguments) {
    assertThat(ended.messages().strip()).isEqualTo(message.formatted(arguments));
    assertThat(ended.exitCode()).isEqualTo(2);
  }
}
