package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final List<Integer> SHAPE = List.of(1, 1, 2);
  private final Examples examples =
      new Examples(new byte[] {1, 2, 3, (byte) 255}, new byte[] {0, (byte) 200}, 201, SHAPE);

  @Test
  void readsBytesAsUnsigned() {
    assertThat(examples.size()).isEqualTo(2);
    assertThat(examples.inputs()).isEqualTo(2);
    assertThat(examples.classes()).isEqualTo(201);
    assertThat(examples.shape()).containsExactly(1, 1, 2);
    assertThat(examples.label(1)).isEqualTo(200);
    assertThat(examples.feature(1, 0)).isEqualTo(3);
    assertThat(examples.feature(1, 1)).isEqualTo(255);
  }

  @Test
  void gathersTheTargetsAndWeightsOfAMiniBatch() {
    double[] targets = {-1, -1, -1};
    double[] weights = {-1, -1, -1};
    examples.targets(new int[] {0, 1, 0}, 1, 3, targets, weights);
    assertThat(targets).containsExactly(200, 0, -1);
    assertThat(weights).containsExactly(1, 1, -1);
    Examples values =
        Examples.ofFloats(
            new float[][] {{1, 2, 3, 4}},
            Targets.values(new double[] {0.5, -7}).withWeights(new double[] {1, 3}),
            SHAPE);
    values.targets(new int[] {1, 0}, 0, 2, targets, weights);
    assertThat(targets).containsExactly(-7, 0.5, -1);
    // divided by their mean, 2
    assertThat(weights).containsExactly(1.5, 0.5, -1);
  }

  @Test
  void givesAFlippedImageItsOwnLabel() {
    double[] targets = new double[2];
    examples.targets(new int[] {Flip.of(1), Flip.of(0)}, 0, 2, targets, new double[2]);
    assertThat(targets).containsExactly(200, 0);
  }

  @Test
  void areImagesWithChannelsRowsAndColumns() {
    assertThat(examples.areImages()).isTrue();
    assertThat(new Examples(new byte[2], new byte[1], 2, List.of(2)).areImages()).isFalse();
  }

  @Test
  void keepsOnlyFirstInputs() {
    Examples first = examples.firstInputs(1);
    assertThat(((ByteFeatures) first.features()).numbers()).containsExactly(1, 3);
    assertThat(first.targets().labels()).containsExactly(0, 200);
    assertThat(first.classes()).isEqualTo(201);
    assertThat(first.shape()).containsExactly(1);
    assertThatThrownBy(() -> examples.firstInputs(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid inputs: 0, must be in [1, 2]");
  }

  @Test
  void concatenatesInOrder() {
    Examples other = new Examples(new byte[] {9, 8}, new byte[] {7}, 201, SHAPE);
    Examples both = Examples.concatenate(List.of(other, examples));
    assertThat(((ByteFeatures) both.features()).numbers()).containsExactly(9, 8, 1, 2, 3, 255);
    assertThat(both.targets().labels()).containsExactly(7, 0, 200);
    assertThat(Examples.concatenate(List.of(other))).isSameAs(other);
  }

  @Test
  void refusesToConcatenateOtherShapes() {
    Examples other = new Examples(new byte[] {9, 8}, new byte[] {7}, 201, List.of(2));
    assertThatThrownBy(() -> Examples.concatenate(List.of(examples, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid parts: shape [2] with 201 classes after [1, 1, 2] with 201, must be equal");
    assertThatThrownBy(() -> Examples.concatenate(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid parts: none, must be at least one");
  }

  @Test
  void refusesMoreThanOneArrayHolds() {
    assertThatThrownBy(() -> Examples.features(700_000, 3072))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot hold 700000 examples of 3072 inputs: 2150400000 bytes, at most 2147483639 fit"
                + " in one array (use fewer examples)");
  }

  @Test
  void refusesArraysThatDisagree() {
    assertThatThrownBy(() -> new Examples(new byte[5], new byte[2], 10, SHAPE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid features: 5 numbers, must be 4 (2 examples of 2 inputs)");
    assertThatThrownBy(() -> new Examples(new byte[0], new byte[0], 10, SHAPE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid labels: none, must be at least one");
  }

  @Test
  void refusesLabelsAndClassesOutOfRange() {
    assertThatThrownBy(() -> new Examples(new byte[4], new byte[] {0, -1}, 10, SHAPE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid label of example 1: 255, must be in [0, 10)");
    assertThatThrownBy(() -> new Examples(new byte[4], new byte[2], 257, SHAPE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid classes: 257, must be in [2, 256]");
  }

  @Test
  void refusesAnEmptyShape() {
    assertThatThrownBy(() -> new Examples(new byte[4], new byte[2], 10, List.of(2, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid shape: [2, 0], must be positive lengths");
    assertThatThrownBy(() -> new Examples(new byte[4], new byte[2], 10, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid shape: [], must have between 1 and 2147483639 inputs");
  }

  @Test
  void serializesToLittleMoreThanItsBytes() throws Exception {
    Examples many = new Examples(new byte[100_000], new byte[50_000], 10, SHAPE);
    assertThat(many.bytes()).isEqualTo(100_000 + 4 * 50_000);
    byte[] bytes = serialized(many);
    assertThat(bytes.length).isLessThan((int) many.bytes() + 1_000);
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      Examples back = (Examples) in.readObject();
      assertThat(back).usingRecursiveComparison().isEqualTo(many);
    }
  }

  static byte[] serialized(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }
}
