package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;
import java.util.List;

/**
 * Synthetic colour images of 32 × 32 pixels in 10 classes, for use without a real data set. They
 * are designed to be learnt and overfitted: a small network memorizes the training images without a
 * penalty, learns nothing with too large a penalty, and does best in between.
 *
 * <p>Every class has three patterns of fine structure. An image is the sum of one faint pattern of
 * its class, a strong coarse background of its own, and independent noise per pixel, clipped to
 * bytes. One label in ten is drawn anew from all classes. Such faint structure takes large weights
 * to detect, which a penalty prevents; without a penalty, weights overfit to the noise and the
 * wrong labels.
 *
 * <p>Parts are {@code training} and {@code test}. An image is a function of the seed, its part and
 * its number, in integer arithmetic, so every machine generates the same images.
 */
public final class Synthetic implements DataSource {
  /** All parts, the training part first. */
  public static final List<String> PARTS = List.of("training", "test");

  private static final List<Integer> SHAPE = List.of(3, 32, 32);
  private static final int CHANNELS = 3;
  private static final int SIDE = 32;
  private static final int INPUTS = CHANNELS * SIDE * SIDE;
  private static final int CLASSES = 10;
  private static final int PATTERNS = 3;
  private static final int IMAGES_PER_WRONG_LABEL = 10;

  /** Pixels between the random values that a pattern or a background is interpolated from. */
  private static final int FINE = 4;

  private static final int COARSE = 8;

  // deviations of the three components of an image, in grey levels at the positions of the random
  // values
  private static final int SIGNAL = 5;
  private static final int BACKGROUND = 56;
  private static final int NOISE = 14;

  private final int trainingImages;
  private final int testImages;
  private final long seed;
  private final int[][] patterns = new int[CLASSES * PATTERNS][];

  /**
   * A source of synthetic images.
   *
   * @param trainingImages number of images in part {@code training}, positive
   * @param testImages number of images in part {@code test}, positive
   * @param seed seed of patterns and images; another seed gives another problem of the same kind
   */
  public Synthetic(int trainingImages, int testImages, long seed) {
    require(trainingImages > 0, "Invalid trainingImages: %s, must be positive", trainingImages);
    require(testImages > 0, "Invalid testImages: %s, must be positive", testImages);
    this.trainingImages = trainingImages;
    this.testImages = testImages;
    this.seed = seed;
    Philox random = Seeds.generator(seed, Stream.IMAGES);
    for (int i = 0; i < patterns.length; i++) {
      patterns[i] = smooth(random, FINE);
    }
  }

  @Override
  public String description() {
    return "synthetic images (seed " + seed + ")";
  }

  /**
   * Generates parts.
   *
   * @param parts names from {@link #PARTS}
   * @return examples of shape (3, 32, 32): channel, row, column
   * @throws UserException if a part is unknown, or the parts are too large for one array
   */
  @Override
  public Examples read(List<String> parts) {
    require(!parts.isEmpty(), "Invalid parts: none, must be at least one");
    return Examples.concatenate(parts.stream().map(this::read).toList());
  }

  private Examples read(String part) {
    int number = PARTS.indexOf(part);
    if (number < 0) {
      throw UserException.of(
          "Invalid part of synthetic images: %s, must be one of %s",
          part, String.join(", ", PARTS));
    }
    int size = number == 0 ? trainingImages : testImages;
    byte[] features = Examples.features(size, INPUTS);
    byte[] labels = new byte[size];
    for (int i = 0; i < size; i++) {
      Philox random = Seeds.generator(seed, Stream.IMAGES, i * PARTS.size() + number);
      labels[i] = (byte) draw(random, features, i * INPUTS);
    }
    return new Examples(features, labels, CLASSES, SHAPE);
  }

  /** Draws an image and returns its label. */
  private int draw(Philox random, byte[] features, int at) {
    int label = Shuffle.below(CLASSES, random);
    int[] pattern = patterns[label * PATTERNS + Shuffle.below(PATTERNS, random)];
    int[] background = smooth(random, COARSE);
    if (Shuffle.below(IMAGES_PER_WRONG_LABEL, random) == 0) {
      label = Shuffle.below(CLASSES, random);
    }
    for (int k = 0; k < INPUTS; k += 2) {
      long bits = random.nextLong();
      features[at + k] = pixel(pattern[k], background[k], (int) bits);
      features[at + k + 1] = pixel(pattern[k + 1], background[k + 1], (int) (bits >>> 32));
    }
    return label;
  }

  private static byte pixel(int pattern, int background, int bits) {
    int value = 128 + ((pattern * SIGNAL + background * BACKGROUND + normal(bits) * NOISE) >> 8);
    return (byte) Math.max(0, Math.min(255, value));
  }

  /**
   * Approximately normal with mean 0 and deviation 256: 7 / 4 times the sum of four random bytes.
   */
  private static int normal(int bits) {
    int sum = (bits & 0xFF) + (bits >>> 8 & 0xFF) + (bits >>> 16 & 0xFF) + (bits >>> 24);
    return ((sum - 510) * 7) >> 2;
  }

  /**
   * A smooth pattern: random values of mean 0 and deviation 256 at every {@code step}-th pixel of
   * every channel, with interpolation in between.
   *
   * @param step distance between random values, a divisor of 32
   * @return [3 · 32 · 32]
   */
  private static int[] smooth(Philox random, int step) {
    int[] pattern = new int[INPUTS];
    int nodes = SIDE / step + 1;
    int[] values = new int[nodes * nodes];
    int k = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int i = 0; i < values.length; i++) {
        values[i] = normal((int) random.nextLong());
      }
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          int node = row / step * nodes + column / step;
          int right = column % step;
          int top = mix(values[node], values[node + 1], right, step);
          int bottom = mix(values[node + nodes], values[node + nodes + 1], right, step);
          pattern[k++] = mix(top, bottom, row % step, step) / (step * step);
        }
      }
    }
    return pattern;
  }

  /**
   * Linear interpolation between two values at {@code part} of {@code step}, times {@code step}.
   */
  private static int mix(int from, int to, int part, int step) {
    return from * (step - part) + to * part;
  }
}
