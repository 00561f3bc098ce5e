package dev.lambdasweep.driver.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingTableTest {
  @Test
  void agreesWithTheReferenceForTheNetwork() {
    SettingTable network = SettingTable.of("network", List.of(), List.of());

    assertThat(network).isSameAs(SettingTable.network());
    assertThat(network.all()).isEqualTo(Settings.all());
    assertThat(network.hyperparameters()).isEqualTo(Settings.hyperparameters());
    assertThat(network.lengths())
        .containsExactly(Settings.EPOCHS, Settings.UPDATES, Settings.CYCLES);
  }

  @Test
  void hasWhatAnotherTrainerDeclaresInPlaceOfTheNetworks() {
    SettingTable forest =
        SettingTable.of(
            "forest",
            List.of(Parameter.whole("tree-depth", 6, 1, 30), Parameter.real("learning-rate", 1)),
            List.of(Metric.minimize("valid_rmse")));

    assertThat(forest.hyperparameters())
        .extracting(Setting::path)
        .containsExactly(
            "data.source",
            "data.validation.rows",
            "data.validation.share",
            "data.training-images",
            "data.synthetic.seed",
            "data.synthetic.training-images",
            "data.synthetic.test-images",
            "trainer.parameters.tree-depth",
            "trainer.parameters.learning-rate");
    assertThat(forest.hyperparameter("learning-rate").orElseThrow().path())
        .isEqualTo("trainer.parameters.learning-rate");
    assertThat(forest.hyperparameter("lambda")).isEmpty();
    assertThat(forest.setting("training.lambda")).contains(Settings.LAMBDA);
    assertThat(forest.lengths()).isEmpty();
    assertThat(forest.metrics()).containsExactly(Metric.minimize("valid_rmse"));
  }

  @Test
  void refusesAParameterWithTheNameOfAnotherHyperparameter() {
    assertThatThrownBy(
            () ->
                SettingTable.of(
                    "forest", List.of(Parameter.whole("training-images", 1, 1, 2)), List.of()))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot use the trainer forest: its parameter training-images has the name of"
                + " data.training-images (rename the parameter)");
    assertThatThrownBy(
            () ->
                SettingTable.of(
                    "forest",
                    List.of(Parameter.real("a", 1), Parameter.flag("a", true)),
                    List.of()))
        .hasMessage(
            "Cannot use the trainer forest: it declares the parameter a twice"
                + " (rename one of them)");
    assertThatThrownBy(() -> SettingTable.of("network", List.of(Parameter.real("a", 1)), List.of()))
        .hasMessage(
            "Cannot use the trainer network: the name of the built-in trainer is taken"
                + " (rename the trainer)");
  }

  @Test
  void namesColumnsWithoutTheTrainer() {
    assertThat(Settings.columnOf("training.updates")).isEqualTo("planned_updates");
    assertThat(Settings.columnOf("trainer.parameters.tree-depth")).isEqualTo("tree_depth");
    assertThat(Settings.columnOf("trainer.parameters.updates")).isEqualTo("updates");
    assertThat(Settings.columnOf("no.longer-known")).isEqualTo("longer_known");
    assertThat(Settings.shortNameOf("training.learning-rate.rate")).isEqualTo("learning-rate");
    assertThat(Settings.shortNameOf("trainer.parameters.tree-depth")).isEqualTo("tree-depth");
    assertThat(Settings.shortNameOf("no.longer-known")).isEqualTo("longer-known");
  }
}
