package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.linalg.JavaRuntime;
import dev.lambdasweep.core.random.Seeds;
import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.data.Images;
import dev.lambdasweep.driver.data.SweepData;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Origin;
import dev.lambdasweep.driver.trial.Fuse;
import dev.lambdasweep.driver.trial.Grouping;
import dev.lambdasweep.driver.trial.NetworkSettings;
import dev.lambdasweep.driver.trial.Slots;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A sweep, or a part of one, before it begins, with all mistakes of the user's found; Spark has not
 * started yet.
 *
 * @param config of the sweep; it names the source that was found, not {@code auto}
 * @param data what was read of the images
 * @param origin what the trials' numbers come from
 * @param settings of every trial, in the order of their numbers
 */
record Draft(SweepConfig config, SweepData data, Origin origin, List<TrialSetting> settings) {
  Draft {
    settings = List.copyOf(settings);
  }

  /**
   * Reads the images and resolves every trial.
   *
   * @param points what to train, each once a repeat
   * @param first number of the first point
   * @param known settings of the data that other trials of the sweep have
   * @throws UserException if a point is not allowed or the images cannot be read
   */
  static Draft of(
      SweepConfig file, Kind kind, List<Point> points, int first, List<DataSection> known) {
    JavaRuntime.requireArraysStay();
    requireFew(first + points.size(), file.repeats());
    String source = Images.of(file.data(), HadoopSettings.configuration()).sourceName();
    SweepConfig config = file.with(Map.of(Settings.SOURCE.path(), source));
    requireReadable(config);
    List<SweepConfig> resolved = points.stream().map(point -> config.with(point.values())).toList();
    List<DataSection> sections = resolved.stream().map(SweepConfig::data).toList();
    SweepData data = read(config, Stream.concat(known.stream(), sections.stream()).toList(), kind);
    List<TrialSetting> settings = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (int repeat = 0; repeat < config.repeats(); repeat++) {
        // the points of one repeat share their seed and so are paired
        long seed = Seeds.child(config.seed(), repeat);
        Trial trial = new Trial(first + i, repeat, seed, points.get(i));
        settings.add(setting(resolved.get(i), trial, data));
      }
    }
    return new Draft(config, data, origin(data, sections), settings);
  }

  private static Origin origin(SweepData data, List<DataSection> sections) {
    return new Origin(
        data.sha256(sections),
        data.testSha256(sections),
        data.description(),
        CodeVersion.text(),
        Runtime.version().toString(),
        Blas.names());
  }

  private static void requireFew(int points, int repeats) {
    long trials = (long) points * repeats;
    if (trials > Settings.MOST_TRIALS) {
      throw UserException.of(
          "Cannot train %d points %d times each: a sweep may have at most %d trials, not %d (take"
              + " fewer points, or a smaller sweep.repeats)",
          points, repeats, Settings.MOST_TRIALS, trials);
    }
  }

  /** What the plan will hold must be readable again: a space that was made by rule is no file's. */
  private static void requireReadable(SweepConfig config) {
    try {
      ConfigReader.fromJson(config.toJson());
    } catch (UserException e) {
      throw new UserException("Cannot train this space with these settings: " + e.getMessage(), e);
    }
  }

  /** The images that a sweep of a kind needs: its test images for a final one alone. */
  static SweepData read(SweepConfig config, List<DataSection> sections, Kind kind) {
    return SweepData.read(
        sections, config.seed(), kind == Kind.FINAL, HadoopSettings.configuration());
  }

  /** A trial with all that its training needs. */
  static TrialSetting setting(SweepConfig resolved, Trial trial, SweepData data) {
    int place = data.place(resolved.data());
    return NetworkSettings.of(resolved, trial, place, data.sets().get(place).dataset());
  }

  /** The trials, in the order of their numbers. */
  List<Trial> trials() {
    return settings.stream().map(TrialSetting::trial).toList();
  }

  /** Which trials train together in those slots, as indices of the trials. */
  List<List<Integer>> groups(Slots slots) {
    return Grouping.of(settings, Fuse.of(config.get(Settings.FUSE)), slots);
  }
}
