package dev.lambdasweep.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  /** Two images of 2 x 3 pixels. */
  private static final int[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 250, 251, 252, 253, 254, 255
  };

  private static final int[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 4, 0};

  @TempDir private Path directory;
  private Idx source;

  @BeforeEach
  void writeAPart() throws IOException {
    write("train-images-idx3-ubyte", IMAGES);
    write("train-labels-idx1-ubyte", LABELS);
    source = new Idx(new LocalFiles(directory), "train");
  }

  @Test
  void readsImagesOfOneChannelAndTheirLabels() {
    assertIsThePart(source.read(List.of("train")));
    assertThat(source.description()).isEqualTo("IDX files in " + directory);
  }

  @Test
  void readsCompressedFiles() throws IOException {
    Files.delete(directory.resolve("train-images-idx3-ubyte"));
    Files.delete(directory.resolve("train-labels-idx1-ubyte"));
    write("train-images-idx3-ubyte.gz", compressed(IMAGES));
    write("train-labels-idx1-ubyte.gz", compressed(LABELS));
    assertIsThePart(source.read(List.of("train")));
  }

  private static void assertIsThePart(Examples examples) {
    assertThat(examples.size()).isEqualTo(2);
    assertThat(examples.shape()).containsExactly(1, 2, 3);
    assertThat(examples.areImages()).isTrue();
    assertThat(examples.classes()).isEqualTo(5);
    assertThat(examples.label(0)).isEqualTo(4);
    assertThat(examples.label(1)).isEqualTo(0);
    assertThat(examples.feature(0, 5)).isEqualTo(6);
    assertThat(examples.feature(1, 0)).isEqualTo(250);
  }

  @Test
  void countsTheClassesOfTheReferencePart() throws IOException {
    write("t10k-images-idx3-ubyte", IMAGES);
    write("t10k-labels-idx1-ubyte", new int[] {0, 0, 8, 1, 0, 0, 0, 2, 1, 1});
    assertThat(source.read(List.of("t10k")).classes()).isEqualTo(5);
    assertThat(source.read(List.of("train", "t10k")).size()).isEqualTo(4);
    write("t10k-labels-idx1-ubyte", new int[] {0, 0, 8, 1, 0, 0, 0, 2, 1, 9});
    assertRefused(
        "t10k",
        "Cannot read %s/t10k-labels-idx1-ubyte: label 1 (counted from 0) is 9, and the labels of"
            + " part train end at 4 (use parts of one data set)");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertRefused(
        "t10k",
        "Cannot read part t10k: there is neither t10k-images-idx3-ubyte nor"
            + " t10k-images-idx3-ubyte.gz in %s (name the directory with data.directory, and the"
            + " parts with data.idx.training and data.idx.test)");
  }

  @Test
  void refusesFilesThatAreNotWhole() throws IOException {
    write("train-images-idx3-ubyte", Arrays.copyOf(IMAGES, 20));
    assertRefused(
        "train",
        "Cannot read %s/train-images-idx3-ubyte: it ended after 4 of 12 numbers (fetch it again)");
    write("train-images-idx3-ubyte", Arrays.copyOf(IMAGES, 9));
    assertRefused(
        "train", "Cannot read %s/train-images-idx3-ubyte: it ended early (fetch it again)");
    write("train-images-idx3-ubyte", Arrays.copyOf(IMAGES, IMAGES.length + 1));
    assertRefused(
        "train",
        "Cannot read %s/train-images-idx3-ubyte: it goes on after the 12 numbers that its"
            + " dimensions say (check that it is an IDX file and whole)");
  }

  @Test
  void refusesOtherFormats() throws IOException {
    write("train-images-idx3-ubyte", "P5 28 28".chars().toArray());
    assertRefused(
        "train",
        "Cannot read %s/train-images-idx3-ubyte: it does not begin as an IDX file does, with 0 0 8"
            + " and the number of dimensions (check that it is an IDX file and whole)");
    int[] floats = IMAGES.clone();
    floats[2] = 0x0d;
    write("train-images-idx3-ubyte", floats);
    assertRefused(
        "train",
        "Cannot read %s/train-images-idx3-ubyte: its numbers are of type 0x0d, and only unsigned"
            + " bytes, 0x08, are read (convert it)");
    write("train-images-idx3-ubyte", LABELS);
    assertRefused(
        "train",
        "Cannot read %s/train-images-idx3-ubyte: it has 1 dimension, and images have at least 2"
            + " (check that it is an IDX file and whole)");
    write("train-images-idx3-ubyte", IMAGES);
    write("train-labels-idx1-ubyte", new int[] {0, 0, 8, 1, 0, 0, 0, 3, 4, 0, 1});
    assertRefused(
        "train",
        "Cannot read %1$s/train-images-idx3-ubyte: it has 2 images, and"
            + " %1$s/train-labels-idx1-ubyte has 3 labels (fetch both files again)");
    write("train-labels-idx1-ubyte", IMAGES);
    assertRefused(
        "train",
        "Cannot read %s/train-labels-idx1-ubyte: it has 3 dimensions, and labels have 1 (check that"
            + " it is an IDX file and whole)");
  }

  private void assertRefused(String part, String message) {
    assertThatThrownBy(() -> source.read(List.of(part)))
        .isInstanceOf(UserException.class)
        .hasMessage(message.formatted(directory));
  }

  private void write(String file, int[] bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(directory.resolve(file))) {
      for (int one : bytes) {
        out.write(one);
      }
    }
  }

  private static int[] compressed(int[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      for (int one : bytes) {
        out.write(one);
      }
    }
    byte[] all = compressed.toByteArray();
    int[] numbers = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      numbers[i] = all[i] & 0xFF;
    }
    return numbers;
  }
}
