package dev.lambdasweep.driver.data;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Cifar10;
import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The images that a sweep's file names, as the driver reads them.
 *
 * @param section what the file says
 * @param source where they come from
 * @param isSynthetic whether they are made
 */
public record Images(DataSection section, DataSource source, boolean isSynthetic) {
  private static final List<String> SYNTHETIC_TRAINING = List.of("training");
  private static final List<String> SYNTHETIC_TEST = List.of("test");

  /** Finds the source; {@code auto} is CIFAR-10 where its directory exists, else synthetic. */
  public static Images of(DataSection section, Configuration hadoop) {
    HadoopFiles files = new HadoopFiles(section.directory(), hadoop);
    SettingValues values = section.synthetic();
    boolean cifar10 =
        switch (section.source()) {
          case CIFAR10 -> true;
          case SYNTHETIC -> false;
          case AUTO -> exists(files);
        };
    return new Images(
        section,
        cifar10
            ? new Cifar10(files)
            : new Synthetic(
                values.count(Settings.SYNTHETIC_TRAINING_IMAGES),
                values.count(Settings.SYNTHETIC_TEST_IMAGES),
                values.get(Settings.SYNTHETIC_SEED)),
        !cifar10);
  }

  private static boolean exists(HadoopFiles files) {
    try {
      return files.exists();
    } catch (IOException e) {
      throw new UserException(
          "Cannot read " + files.location() + ": " + e.getMessage() + " (name another with --data)",
          e);
    }
  }

  /** The source as the key {@code data.source} names it; never {@code auto}. */
  public String sourceName() {
    return isSynthetic ? "synthetic" : "cifar10";
  }

  /** In words. */
  public String description() {
    return source.description();
  }

  /**
   * Training and validation images.
   *
   * @param seed of the split
   */
  public Dataset dataset(long seed) {
    List<String> training = isSynthetic ? SYNTHETIC_TRAINING : section.trainingParts();
    Optional<Integer> images = section.trainingImages();
    if (!isSynthetic && !section.validationParts().isEmpty()) {
      List<String> validation = section.validationParts();
      return images.isPresent()
          ? Dataset.namedParts(source, training, validation, images.get(), seed)
          : Dataset.namedParts(source, training, validation, seed);
    }
    int validation = section.validationImages();
    return images.isPresent()
        ? Dataset.randomSplit(source, training, images.get(), validation, seed)
        : Dataset.randomSplit(source, training, validation, seed);
  }

  /** The test images; for {@code final} and {@code evaluate} alone. */
  public Examples test() {
    return source.read(isSynthetic ? SYNTHETIC_TEST : section.testParts());
  }
}
