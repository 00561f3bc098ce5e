package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.linalg.JavaRuntime;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.driver.config.DimensionSpec;
import dev.lambdasweep.driver.config.Hyperparameter;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.results.Kind;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.spark.HadoopSettings;
import dev.lambdasweep.driver.spark.Images;
import dev.lambdasweep.driver.trial.Grouping;
import dev.lambdasweep.driver.trial.Settings;
import dev.lambdasweep.driver.trial.Slots;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A sweep before it begins, with all mistakes of the user's found; Spark has not started yet.
 *
 * @param config of the sweep; it names the source that was found, not {@code auto}
 * @param images that were found
 * @param data what was read of them
 * @param settings of every trial, in the order of their numbers
 */
record Draft(SweepConfig config, Images images, TrialData data, List<TrialSetting> settings) {
  Draft {
    settings = List.copyOf(settings);
  }

  /**
   * Reads the images and resolves every trial.
   *
   * @param points what to train, each once a repeat
   * @throws UserException if a point is not allowed or the images cannot be read
   */
  static Draft of(SweepConfig file, Kind kind, List<Point> points) {
    JavaRuntime.requireArraysStay();
    requireSameImages(file);
    points.forEach(point -> file.with(point.values()));
    Images images = Images.of(file.data(), HadoopSettings.configuration());
    SweepConfig config = file.with(Map.of(Hyperparameter.DATA_SOURCE.key(), images.sourceName()));
    TrialData data = data(config, images, kind);
    return new Draft(config, images, data, settings(config, points, data.dataset()));
  }

  /** The images that a sweep of a kind needs: its test images for a final one alone. */
  static TrialData data(SweepConfig config, Images images, Kind kind) {
    Dataset dataset = images.dataset(config.sweep().seed());
    return new TrialData(dataset, kind == Kind.FINAL ? List.of(images.test()) : List.of());
  }

  /** The trials, in the order of their numbers. */
  List<Trial> trials() {
    return settings.stream().map(TrialSetting::trial).toList();
  }

  /** Which trials train together in those slots, as indices of the trials. */
  List<List<Integer>> groups(Slots slots) {
    return Grouping.of(settings, config.execution().fuse(), slots);
  }

  /** Every point, once a repeat; the points of one repeat share their seed and so are paired. */
  private static List<TrialSetting> settings(
      SweepConfig config, List<Point> points, Dataset dataset) {
    List<TrialSetting> settings = new ArrayList<>();
    for (int number = 0; number < points.size(); number++) {
      SweepConfig resolved = config.with(points.get(number).values());
      for (int repeat = 0; repeat < config.sweep().repeats(); repeat++) {
        long seed = Seeds.child(config.sweep().seed(), repeat);
        settings.add(
            Settings.of(resolved, new Trial(number, repeat, seed, points.get(number)), dataset));
      }
    }
    return settings;
  }

  private static void requireSameImages(SweepConfig config) {
    for (DimensionSpec dimension : config.sweep().space()) {
      String key = dimension.hyperparameter().key();
      if (key.startsWith("data.")) {
        throw UserException.of(
            "Cannot search %s: all trials of a sweep share their images (run a sweep for each"
                + " value)",
            key);
      }
    }
  }
}
