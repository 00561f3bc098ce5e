package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import java.io.ByteArrayInputStream;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final List<Integer> SHAPE = List.of(1, 1, 2);
  private final DataSource source = new Numbers();

  @Test
  void splitsTheNamedPartsAtRandom() {
    Dataset data = Dataset.randomSplit(source, List.of("4", "6"), 7, 3, 1);
    assertThat(data.examples().size()).isEqualTo(10);
    assertThat(data.training()).containsExactly(Split.random(10, 7, 3, 1).training());
    assertThat(data.validation()).containsExactly(Split.random(10, 7, 3, 1).validation());
    assertThat(data.standardizer()).isEqualTo(Standardizer.fit(data.examples(), data.training()));
  }

  @Test
  void trainsOnAllRemainingExamples() {
    Dataset data = Dataset.randomSplit(source, List.of("4", "6"), 3, 1);
    assertThat(data.training()).containsExactly(Split.random(10, 7, 3, 1).training());
    assertThat(data.validation()).containsExactly(Split.random(10, 7, 3, 1).validation());
  }

  @Test
  void refusesToLeaveNoTrainingExamples() {
    assertThatThrownBy(() -> Dataset.randomSplit(source, List.of("4", "6"), 10, 1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot split 10 images into 1 for training and 10 for validation: 1 too few"
                + " (use at most 10 together, or read more parts)");
  }

  @Test
  void validatesOnNamedParts() {
    Dataset data = Dataset.namedParts(source, List.of("4", "3"), List.of("2"), 1);
    assertThat(data.training()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(data.validation()).containsExactly(7, 8);
    assertThat(data.examples().feature(7, 0)).isEqualTo(20);
    assertThat(data.standardizer()).isEqualTo(Standardizer.fit(data.examples(), data.training()));
  }

  @Test
  void hashesTheDocumentedBytes() {
    Examples two = new Examples(new byte[] {1, 2, 3, 4}, new byte[] {0, 1}, 10, SHAPE);
    // printf of 00000003 00000001 00000001 00000002, 0000000a 00000002, 01020304, 0001,
    // 00000001 00000001, 00000001 00000000 | sha256sum
    assertThat(new Dataset(two, split(), 1).sha256())
        .isEqualTo("349359950ad91f470508e92abf572fe6f530ef84930ebcf35808ffb102947f98");
  }

  @Test
  void hashCoversEverythingThatTheNumbersDependOn() {
    assertThat(IntStream.range(0, 6).mapToObj(i -> variant(i).sha256()).distinct()).hasSize(6);
    assertThat(variant(0).sha256()).isEqualTo(variant(0).sha256());
  }

  private static Dataset variant(int i) {
    byte[] features = {1, 2, 3, (byte) (i == 1 ? 5 : 4)};
    byte[] labels = {0, (byte) (i == 2 ? 2 : 1)};
    Examples two = new Examples(features, labels, i == 3 ? 11 : 10, i == 4 ? List.of(2) : SHAPE);
    return new Dataset(two, i == 5 ? Split.consecutive(1, 1) : split(), 1);
  }

  /** A split of two examples that trains on the second. */
  private static Split split() {
    return IntStream.range(0, 100)
        .mapToObj(seed -> Split.random(2, 1, 1, seed))
        .filter(split -> split.training()[0] == 1)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void samplesTheTrainingExamplesTheSameWayEachTime() {
    Dataset data = Dataset.randomSplit(source, List.of("200"), 150, 50, 1);
    assertThat(data.sample(40)).hasSize(40).doesNotHaveDuplicates();
    assertThat(data.training()).contains(data.sample(40));
    assertThat(data.sample(60)).startsWith(data.sample(40));
    assertThat(data.sample(40)).isNotEqualTo(IntStream.of(data.training()).limit(40).toArray());
  }

  @Test
  void samplesAllIfThereAreFewer() {
    Dataset data = Dataset.randomSplit(source, List.of("20"), 15, 5, 1);
    assertThat(data.sample(1000)).containsExactlyInAnyOrder(box(data.training()));
    assertThatThrownBy(() -> data.sample(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid sample size: 0, must be positive");
  }

  @Test
  void survivesSerialization() throws Exception {
    Dataset data = Dataset.randomSplit(source, List.of("4", "6"), 7, 3, 1);
    byte[] bytes = ExamplesTest.serialized(data);
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      // the digest of the examples is computed again when it is needed
      assertThat(in.readObject())
          .usingRecursiveComparison()
          .ignoringFields("examples.digest")
          .isEqualTo(data);
    }
  }

  @Test
  void refusesAPartThatIsNamedTwice() {
    assertThatThrownBy(() -> Dataset.namedParts(source, List.of("4", "6"), List.of("4"), 1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot use part 4 twice (name each part once, for training or for validation)");
  }

  @Test
  void refusesASplitOfAnotherPool() {
    Examples pool = source.read(List.of("4"));
    assertThatThrownBy(() -> new Dataset(pool, Split.consecutive(4, 1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid split: index 4, must be in [0, 4)");
  }

  private static Integer[] box(int[] values) {
    return IntStream.of(values).boxed().toArray(Integer[]::new);
  }

  /** A user's own source: part "n" holds n examples whose first input is 10 n. */
  private static final class Numbers implements DataSource {
    @Override
    public String description() {
      return "numbers";
    }

    @Override
    public Examples read(List<String> parts) {
      return Examples.concatenate(parts.stream().map(Numbers::part).toList());
    }

    private static Examples part(String name) {
      int size = Integer.parseInt(name);
      byte[] features = new byte[2 * size];
      for (int i = 0; i < size; i++) {
        features[2 * i] = (byte) (10 * size);
        features[2 * i + 1] = (byte) i;
      }
      return new Examples(features, new byte[size], 10, SHAPE);
    }
  }
}
