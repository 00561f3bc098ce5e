package dev.lambdasweep.driver.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Parameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingValuesTest {
  private static final SettingTable FOREST =
      SettingTable.of(
          "forest",
          List.of(
              Parameter.real("learning-rate", 0.1, 0, 1),
              Parameter.whole("tree-depth", 6, 1, 30),
              Parameter.text("split", "gini", "gini", "entropy"),
              Parameter.flag("bootstrap", true)),
          List.of(Metric.maximize("valid_accuracy")));

  private final SettingValues values =
      SettingValues.empty()
          .with(Settings.LAMBDA, 0.5)
          .with(Settings.HIDDEN, List.of(3, 4))
          .with(Settings.LAST_BATCH, Optional.empty())
          .with(Settings.EPOCHS, 7L);

  @Test
  void areEqualByContentWhateverTheyWereDerivedFrom() {
    SettingValues base = values.asBase();

    assertThat(base).isEqualTo(values).hasSameHashCodeAs(values);
    assertThat(base.with(Settings.LAMBDA, 0.1)).isNotEqualTo(base);
    assertThat(base.with(Settings.LAMBDA, 0.1).with(Settings.LAMBDA, 0.5)).isEqualTo(base);
    assertThat(base.with(Settings.LAMBDA, 0.1))
        .isEqualTo(values.with(Settings.LAMBDA, 0.1))
        .hasSameHashCodeAs(values.with(Settings.LAMBDA, 0.1));
  }

  @Test
  void areNotChangedByWhatIsDerivedFromThem() {
    SettingValues base = values.asBase();
    SettingValues derived = base.with(Settings.LAMBDA, 0.1).at(Settings.BATCH_SIZE, 10);

    assertThat(base.get(Settings.LAMBDA)).isEqualTo(0.5);
    assertThat(base.find(Settings.BATCH_SIZE)).isEmpty();
    assertThat(derived.get(Settings.LAMBDA)).isEqualTo(0.1);
    assertThat(derived.count(Settings.BATCH_SIZE)).isEqualTo(10);
    assertThat(derived.get(Settings.HIDDEN)).containsExactly(3, 4);
  }

  @Test
  void replaceALengthByAnother() {
    SettingValues updates = values.asBase().at(Settings.UPDATES, 5);

    assertThat(updates.find(Settings.EPOCHS)).isEmpty();
    assertThat(updates.plain()).containsEntry("training.updates", 5L);
    assertThat(updates.plain()).doesNotContainKey("training.epochs");
    assertThat(updates.at(Settings.EPOCHS, 7)).isEqualTo(values);
    assertThatThrownBy(() -> updates.get(Settings.EPOCHS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid training.epochs: none, must be set");
  }

  @Test
  void keepOnlyWhatIsWantedOfBaseAndOverlay() {
    SettingValues some = values.asBase().with(Settings.LAMBDA, 0.1).only(Settings.LAMBDA::equals);

    assertThat(some).isEqualTo(SettingValues.empty().with(Settings.LAMBDA, 0.1));
  }

  @Test
  void refuseAValueThatBreaksTheRule() {
    assertThatThrownBy(() -> values.with(Settings.LAMBDA, -1.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid training.lambda: -1.0, must be at least 0");
    assertThatThrownBy(() -> values.at(Settings.BATCH_SIZE, 2.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid training.batch-size: 2.5, must be a whole number");
  }

  @Test
  void areEqualAfterTransit() throws Exception {
    SettingValues base = values.asBase();
    List<SettingValues> sent =
        List.of(
            base,
            base.with(Settings.LAMBDA, 0.1),
            base.at(Settings.UPDATES, 5),
            SettingValues.empty(FOREST).at(depth(), 9).at(Settings.SOURCE, "cifar10"));
    List<SettingValues> received = received(sent);

    assertThat(received).isEqualTo(sent);
    assertThat(received.get(2).find(Settings.EPOCHS)).isEmpty();
    assertThat(received.get(0).table()).isSameAs(SettingTable.network());
    assertThat(received.get(3).table().parameters()).isEqualTo(FOREST.parameters());
    assertThat(received.get(3).whole("tree-depth")).isEqualTo(9);
  }

  @Test
  void shareTheirBaseInTransit() throws IOException {
    SettingValues base = values.asBase();
    List<SettingValues> thousand = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      thousand.add(base.with(Settings.LAMBDA, i * 0.001));
    }
    int one = sent(thousand.subList(0, 1)).length;

    assertThat(sent(thousand).length - one).isLessThan(1000 * 150);
    assertThat(new String(sent(thousand), StandardCharsets.ISO_8859_1))
        .containsOnlyOnce("network.hidden");
  }

  @Test
  void giveTheNetworkEverySettingByItsKey() {
    assertThat(values.asMap()).isEqualTo(values.plain());
    assertThat(values.real("training.lambda")).isEqualTo(0.5);
    assertThat(values.asMap())
        .containsExactly(
            entry("network.hidden", List.of(3L, 4L)),
            entry("training.lambda", 0.5),
            entry("training.last-batch", "auto"),
            entry("training.epochs", 7L));
  }

  @Test
  void giveAnotherTrainerWhatItDeclares() {
    SettingValues forest =
        SettingValues.empty(FOREST)
            .at(Settings.SOURCE, "cifar10")
            .at(FOREST.hyperparameter("bootstrap").orElseThrow(), false)
            .at(FOREST.hyperparameter("split").orElseThrow(), "entropy")
            .at(FOREST.hyperparameter("learning-rate").orElseThrow(), 1)
            .at(depth(), 9);

    assertThat(forest.asMap())
        .containsExactly(
            entry("learning-rate", 1.0),
            entry("tree-depth", 9L),
            entry("split", "entropy"),
            entry("bootstrap", false));
    assertThat(forest.flag("bootstrap")).isFalse();
    assertThat(forest.text("split")).isEqualTo("entropy");
  }

  @Test
  void areReadFromOtherParameters() {
    Parameters plain = values::plain;

    assertThat(SettingValues.of(plain)).isEqualTo(values);
    assertThat(SettingValues.of(values)).isSameAs(values);
    Parameters unknown = () -> Map.of("depth", 3L);
    assertThatThrownBy(() -> SettingValues.of(unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid setting: depth, must be a key of reference.conf");
  }

  private static Setting<?> depth() {
    return FOREST.hyperparameter("tree-depth").orElseThrow();
  }

  private static byte[] sent(List<SettingValues> values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(new ArrayList<>(values));
    }
    return bytes.toByteArray();
  }

  private static List<SettingValues> received(List<SettingValues> values) throws Exception {
    try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(sent(values)))) {
      return ((List<?>) stream.readObject()).stream().map(SettingValues.class::cast).toList();
    }
  }
}
