package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyntheticTest {
  private final Examples training = new Synthetic(1000, 500, 1).read(List.of("training"));

  @Test
  void describesItself() {
    assertThat(new Synthetic(10, 10, 7).description()).isEqualTo("synthetic images (seed 7)");
  }

  @Test
  void makesTheImagesOfAPartInTheOrderAskedFor() {
    Synthetic source = new Synthetic(3, 2, 1);
    Examples both = source.read(List.of("test", "training"));
    Examples test = source.read(List.of("test"));
    assertThat(both.size()).isEqualTo(5);
    assertThat(both.shape()).containsExactly(3, 32, 32);
    assertThat(both.classes()).isEqualTo(10);
    assertThat(image(both, 1)).isEqualTo(image(test, 1));
    assertThat(image(both, 2)).isEqualTo(image(training, 0));
    assertThat(image(test, 0)).isNotEqualTo(image(training, 0));
  }

  @Test
  void makesTheSameImageInALargerPart() {
    Examples fewer = new Synthetic(10, 1, 1).read(List.of("training"));
    assertThat(image(fewer, 9)).isEqualTo(image(training, 9));
    assertThat(fewer.label(9)).isEqualTo(training.label(9));
  }

  @Test
  void makesOtherImagesForAnotherSeed() {
    Examples other = new Synthetic(10, 1, 2).read(List.of("training"));
    assertThat(image(other, 0)).isNotEqualTo(image(training, 0));
  }

  @Test
  void generatesThePinnedImages() {
    // pinned rather than derived: sweeps of synthetic images are comparable only while this hash
    // holds
    assertThat(new Dataset(training, Split.consecutive(900, 100), 1).sha256())
        .isEqualTo("fefe2f62c42305d0ccf2e40ddf2a9eaf5f386ee7a18ab855a31e383447bb70c2");
  }

  @Test
  void drawsAllClassesAboutEquallyOften() {
    int[] count = new int[10];
    IntStream.range(0, 1000).forEach(i -> count[training.label(i)]++);
    // 100 each, five standard errors: 5 · sqrt(1000 · 0.1 · 0.9) = 47
    assertThat(IntStream.of(count).boxed()).allSatisfy(n -> assertThat(n).isBetween(53, 147));
  }

  @Test
  void clipsFewPixels() {
    byte[] features = ((ByteFeatures) training.features()).numbers();
    long clipped =
        IntStream.range(0, features.length)
            .filter(k -> features[k] == 0 || features[k] == (byte) 255)
            .count();
    assertThat((double) clipped / features.length).isLessThan(0.01);
  }

  @Test
  void refusesAnUnknownPart() {
    assertThatThrownBy(() -> new Synthetic(1, 1, 1).read(List.of("data_batch_1")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Invalid part of synthetic images: data_batch_1, must be one of training, test");
  }

  @Test
  void refusesPartsWithoutImages() {
    assertThatThrownBy(() -> new Synthetic(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid trainingImages: 0, must be positive");
    assertThatThrownBy(() -> new Synthetic(1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid testImages: 0, must be positive");
  }

  private static byte[] image(Examples examples, int i) {
    return Arrays.copyOfRange(
        ((ByteFeatures) examples.features()).numbers(), i * 3072, (i + 1) * 3072);
  }
}
