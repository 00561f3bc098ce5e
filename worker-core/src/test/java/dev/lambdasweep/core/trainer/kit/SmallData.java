package dev.lambdasweep.core.trainer.kit;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Split;
import dev.lambdasweep.core.data.Targets;
import java.util.List;
import java.util.Random;

/** Rows of four numbers: 60 to train on, 30 to validate on, 20 to test on. */
public final class SmallData {
  private static final int INPUTS = 4;
  private static final int CLASSES = 3;
  private static final int ROWS = 90;
  private static final int TEST_ROWS = 20;

  private SmallData() {}

  /** Three classes around three centers; one number in 50 is missing. */
  public static Dataset classes() {
    return new Dataset(classes(ROWS, 1), Split.random(ROWS, 60, 30, 1), 1);
  }

  /** Test rows of the same kind. */
  public static Examples testClasses() {
    return classes(TEST_ROWS, 2);
  }

  /** Values that are a sum of the numbers, with noise. */
  public static Dataset values() {
    return new Dataset(values(ROWS, 1), Split.random(ROWS, 60, 30, 1), 1);
  }

  /** Test rows of the same kind. */
  public static Examples testValues() {
    return values(TEST_ROWS, 2);
  }

  private static Examples classes(int rows, long seed) {
    Random random = new Random(seed);
    int[] labels = new int[rows];
    float[] features = new float[rows * INPUTS];
    for (int i = 0; i < rows; i++) {
      labels[i] = i % CLASSES;
      for (int j = 0; j < INPUTS; j++) {
        boolean isMissing = random.nextInt(50) == 0;
        double center = j % CLASSES == labels[i] ? 2 : 0;
        features[i * INPUTS + j] = isMissing ? Float.NaN : (float) (center + random.nextGaussian());
      }
    }
    return Examples.ofFloats(
        new float[][] {features}, Targets.classes(labels, CLASSES), List.of(INPUTS));
  }

  private static Examples values(int rows, long seed) {
    Random random = new Random(seed);
    double[] values = new double[rows];
    float[] features = new float[rows * INPUTS];
    for (int i = 0; i < rows; i++) {
      values[i] = random.nextGaussian() / 10;
      for (int j = 0; j < INPUTS; j++) {
        double feature = random.nextGaussian();
        values[i] += j * feature;
        features[i * INPUTS + j] = random.nextInt(50) == 0 ? Float.NaN : (float) feature;
      }
    }
    return Examples.ofFloats(new float[][] {features}, Targets.values(values), List.of(INPUTS));
  }
}
