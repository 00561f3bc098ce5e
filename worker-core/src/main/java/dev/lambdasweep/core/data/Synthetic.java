package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.core.random.Seeds.Stream;
import java.util.List;

/**
 * Made-up colour images of 32 × 32 pixels in 10 classes, for when no real ones are at hand. They
 * are made to be learnt and to be over-fitted: a small network without penalty comes to know the
 * training images by heart, with too much of it it learns nothing, and in between it does best.
 *
 * <p>Every class has {@value #MODES} patterns: smooth ones, interpolated between random values at
 * every eighth pixel. An image is a pattern of its class, as strong as {@value #SIGNAL} makes it,
 * plus a smooth pattern of its own, plus noise that is independent from pixel to pixel; clipped to
 * bytes. One label in {@value #LABEL_NOISE} is drawn anew from all classes.
 *
 * <p>Parts are {@code training} and {@code test}. An image is a function of the seed, its part and
 * its number, in integer arithmetic, so that every machine makes the same.
 */
public final class Synthetic implements DataSource {
  /** All parts, the one for training first. */
  public static final List<String> PARTS = List.of("training", "test");

  private static final List<Integer> SHAPE = List.of(3, 32, 32);
  private static final int CHANNELS = 3;
  private static final int SIDE = 32;
  private static final int INPUTS = CHANNELS * SIDE * SIDE;
  private static final int CLASSES = 10;
  private static final int MODES = Integer.getInteger("MODES", 3);
  private static final int LABEL_NOISE = Integer.getInteger("LN", 10);

  /** Pixels between the nodes that a pattern is interpolated from. */
  private static final int PS = Integer.getInteger("PS", 8);

  private static final int BS = Integer.getInteger("BS", 8);
  private static final int SIGNAL = Integer.getInteger("SIGNAL", 20);
  private static final int BACKGROUND = Integer.getInteger("BG", 20);
  private static final int NOISE = Integer.getInteger("NOISE", 60);

  private final int trainingImages;
  private final int testImages;
  private final long seed;
  private final int[][] patterns = new int[CLASSES * MODES][];

  public Synthetic(int trainingImages, int testImages, long seed) {
    require(trainingImages > 0, "Invalid trainingImages: %s, must be positive", trainingImages);
    require(testImages > 0, "Invalid testImages: %s, must be positive", testImages);
    this.trainingImages = trainingImages;
    this.testImages = testImages;
    this.seed = seed;
    Philox random = Seeds.generator(seed, Stream.IMAGES);
    for (int i = 0; i < patterns.length; i++) {
      patterns[i] = smooth(random, PS);
    }
  }

  @Override
  public String description() {
    return "synthetic images (seed " + seed + ")";
  }

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
    int[] pattern = patterns[label * MODES + Shuffle.below(MODES, random)];
    int[] background = smooth(random, BS);
    if (Shuffle.below(LABEL_NOISE, random) == 0) {
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

  /** About normal with mean 0 and deviation 256: 7 / 4 times the sum of four random bytes. */
  private static int normal(int bits) {
    int sum = (bits & 0xFF) + (bits >>> 8 & 0xFF) + (bits >>> 16 & 0xFF) + (bits >>> 24);
    return ((sum - 510) * 7) >> 2;
  }

  /** A smooth pattern [3 · 32 · 32] of mean 0 and deviation about 256 at its nodes. */
  private static int[] smooth(Philox random, int STEP) {
    int[] pattern = new int[INPUTS];
    int[] nodes = new int[(SIDE / STEP + 1) * (SIDE / STEP + 1)];
    int k = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int i = 0; i < nodes.length; i++) {
        nodes[i] = normal((int) random.nextLong());
      }
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          pattern[k++] = between(nodes, row, column, STEP);
        }
      }
    }
    return pattern;
  }

  /** Bilinear interpolation between the four nodes round a pixel. */
  private static int between(int[] nodes, int row, int column, int STEP) {
    int NODES = SIDE / STEP + 1;
    int node = row / STEP * NODES + column / STEP;
    int down = row % STEP;
    int right = column % STEP;
    int top = nodes[node] * (STEP - right) + nodes[node + 1] * right;
    int bottom = nodes[node + NODES] * (STEP - right) + nodes[node + NODES + 1] * right;
    return (top * (STEP - down) + bottom * down) / (STEP * STEP);
  }
}
