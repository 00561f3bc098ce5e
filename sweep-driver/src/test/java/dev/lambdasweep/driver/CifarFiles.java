package dev.lambdasweep.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Synthetic images in CIFAR-10's binary format: noise, with a brighter stripe for the class. */
public final class CifarFiles {
  /** Size in bytes of an image with its label. */
  public static final int RECORD = 1 + 3 * 32 * 32;

  /** Settings that make a sweep read only these files. */
  public static final String SECTION =
      "data { source = cifar10, training-parts = [data_batch_1], validation.rows = 100 }\n";

  /** Network and training of very short sweeps. */
  public static final String TRAINING =
      """
      network.hidden = [8]
      training { updates = 60, batch-size = 50, learning-rate.rate = 0.05 }
      """;

  private CifarFiles() {}

  /** Writes 400 images for training and validation, and 100 for testing. */
  public static Path write(Path directory, long seed) {
    write(directory, "data_batch_1", images(400, seed));
    write(directory, "test_batch", images(100, seed + 1));
    return directory;
  }

  /** Writes one part. */
  public static void write(Path directory, String part, byte[] bytes) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(part + ".bin"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The records of the given number of images, of the ten classes in turn. */
  public static byte[] images(int count, long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[count * RECORD];
    for (int i = 0; i < count; i++) {
      byte[] image = new byte[RECORD - 1];
      random.nextBytes(image);
      int label = i % 10;
      Arrays.fill(image, label * 300, label * 300 + 40, (byte) 250);
      bytes[i * RECORD] = (byte) label;
      System.arraycopy(image, 0, bytes, i * RECORD + 1, image.length);
    }
    return bytes;
  }
}
