package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Split;
import dev.lambdasweep.core.data.Targets;
import dev.lambdasweep.core.random.Philox;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.network.NetworkTrainer;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.space.Point;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file of a few lines, and random images of 12 inputs and 4 classes: 37 for training, 23 for
 * validation.
 */
public final class SmallSweep {
  public static final Dataset DATA = new Dataset(examples(70, 1), Split.random(70, 37, 23, 1), 2);
  public static final Examples TEST = examples(30, 2);

  /** The same images with a value each: 20 plus a tenth of the first input. */
  public static final Dataset VALUES =
      new Dataset(values(DATA.examples()), Split.random(70, 37, 23, 1), 2);

  public static final Examples TEST_VALUES = values(TEST);
  public static final Place PLACE = new Place("host-1", "3", 2, "app-7");

  public static final TrialHost HOST = host(() -> {});

  private SmallSweep() {}

  /** An executor that keeps no reports. */
  public static TrialHost host(TrialHost.Check check) {
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    return new TrialHost(PLACE, 1, Map.of(), scratch, report -> {}, check);
  }

  /** The defaults with batches of 10, hidden = [5] and the given settings. */
  public static SweepConfig config(String... settings) {
    return ConfigReader.read(
        "small.conf",
        new StringReader("training.batch-size = 10\nnetwork.hidden = [5]\n"),
        List.of(settings));
  }

  public static Trial trial(int number, double lambda) {
    return new Trial(number, 1, 11, new Point(Map.of("training.lambda", lambda)));
  }

  /** A resolved trial of the built-in trainer. */
  public static ResolvedTrial resolved(SweepConfig config, Trial trial) {
    SettingValues values = config.with(trial.point().values()).values();
    return new ResolvedTrial(trial, values, 0, new NetworkTrainer().footprint(values, DATA));
  }

  private static Examples values(Examples images) {
    float[] features = new float[images.size() * images.inputs()];
    double[] values = new double[images.size()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < images.inputs(); j++) {
        features[i * images.inputs() + j] = images.feature(i, j);
      }
      values[i] = 20 + images.feature(i, 0) / 10;
    }
    return Examples.ofFloats(new float[][] {features}, Targets.values(values), images.shape());
  }

  private static Examples examples(int size, long stream) {
    Philox random = new Philox(3, stream);
    byte[] features = new byte[size * 12];
    byte[] labels = new byte[size];
    random.nextBytes(features);
    for (int i = 0; i < size; i++) {
      labels[i] = (byte) random.nextInt(4);
    }
    return new Examples(features, labels, 4, List.of(12));
  }
}
