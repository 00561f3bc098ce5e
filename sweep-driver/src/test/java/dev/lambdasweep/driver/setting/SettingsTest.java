package dev.lambdasweep.driver.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SettingsTest {
  /** Texts, which are neither numbers nor choices, and the folds, which are those of all points. */
  private static final Set<String> NO_HYPERPARAMETERS =
      Set.of(
          "data.directory",
          "data.training-parts",
          "data.validation-parts",
          "data.test-parts",
          "data.validation.column",
          "data.validation.stratify",
          "data.validation.folds",
          "data.idx.training",
          "data.idx.test");

  @Test
  void coversEveryNumberAndChoiceOfTheReference() {
    Set<String> keys = new TreeSet<>(referenceKeys());
    keys.removeIf(key -> !key.matches("(data|network|training)\\..*"));
    keys.removeAll(NO_HYPERPARAMETERS);
    // the same table for all points, so that they are compared on the same rows
    keys.removeIf(key -> key.matches("data\\.(table|test)\\..*"));

    assertThat(Settings.hyperparameters().stream().map(Setting::path))
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void agreesWithTheReferenceOnEveryKey() {
    Set<String> keys = new TreeSet<>(referenceKeys());
    keys.removeAll(List.of(Settings.SPACE, Settings.POINTS, Settings.PARAMETERS));
    assertThat(Settings.all().stream().map(Setting::path))
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void isFoundByKeyAndByShortNameAlone() {
    for (Setting<?> hyperparameter : Settings.hyperparameters()) {
      assertThat(Settings.hyperparameter(hyperparameter.path()).orElseThrow())
          .isSameAs(hyperparameter);
      assertThat(Settings.hyperparameter(hyperparameter.shortName()).orElseThrow())
          .isSameAs(hyperparameter);
    }
    assertThat(Settings.hyperparameter("rate")).isEmpty();
  }

  @Test
  void showsTheResolvedValueOfWhatApplies() {
    SweepConfig config =
        ConfigReader.read(
            "a.conf",
            new StringReader("training { epochs = 2, lambda = 0.5 }, network.hidden = [100, 100]"),
            List.of("data.source=cifar10"));

    assertThat(config.values().columns())
        .containsExactly(
            entry("data_source", "cifar10"),
            entry("validation_rows", 5000L),
            entry("hidden", "100,100"),
            entry("activation", "relu"),
            entry("loss", "auto"),
            entry("initial_weights", "fan-in"),
            entry("lambda", 0.5),
            entry("l2", "lambda"),
            entry("batch_size", 100L),
            entry("order", "shuffled"),
            entry("last_batch", "drop"),
            entry("flip_probability", 0.0),
            entry("epochs", 2L),
            entry("schedule", "constant"),
            entry("learning_rate", 0.01),
            entry("optimizer", "sgd"),
            entry("momentum", 0.0),
            entry("precision", "float32"));
    assertThat(Settings.STEP_SIZE.cell(config.values())).isEmpty();
    assertThat(Settings.STEP_SIZE.cell(config.with(Map.of("schedule", "triangular")).values()))
        .contains(500L);
  }

  private static Set<String> referenceKeys() {
    Set<String> keys = new TreeSet<>();
    for (Map.Entry<String, ConfigValue> section :
        ConfigFactory.parseResources("reference.conf").root().entrySet()) {
      collect(section.getKey(), section.getValue(), keys);
    }
    return keys;
  }

  private static void collect(String path, ConfigValue value, Set<String> keys) {
    if (value instanceof ConfigObject object && !object.isEmpty()) {
      object.forEach((key, child) -> collect(path + "." + key, child, keys));
    } else {
      keys.add(path);
    }
  }
}
