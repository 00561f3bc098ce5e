package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.config.text.BoundedReading;
import dev.lambdasweep.driver.config.text.Includes;
import dev.lambdasweep.driver.config.text.SourceFiles;
import dev.lambdasweep.driver.setting.Settings;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a sweep's file: reference.conf &lt; the file &lt; KEY=VALUE. All problems of a file are
 * reported by one {@link UserException}, each with its file and line.
 */
public final class ConfigReader {
  private ConfigReader() {}

  /** Reads a local file of a sweep with the built-in trainer. */
  public static SweepConfig read(Path file, List<String> overrides) {
    return read(file, overrides, Trainers.builtIn());
  }

  /**
   * Reads a local file.
   *
   * @param file in HOCON, UTF-8
   * @param overrides KEY=VALUE each; the key in full, or a hyperparameter's short name
   * @param trainers trainers that {@code trainer.name} may name
   * @throws UserException if the file cannot be read or a setting is not allowed
   */
  public static SweepConfig read(Path file, List<String> overrides, Trainers trainers) {
    SourceFiles files = new SourceFiles();
    try (Reader text = files.read(file)) {
      return read(
          file.toString(), text, files, new Layering(overrides, trainers), Assembly::assembleNew);
    } catch (IOException e) {
      throw UserException.of(
          "Cannot read %s: %s (name a sweep's file, as in conf/)", file, e.getMessage());
    }
  }

  /** Reads the text of a sweep's file with the built-in trainer. */
  public static SweepConfig read(String name, Reader text, List<String> overrides) {
    return read(name, text, overrides, Trainers.builtIn());
  }

  /**
   * Reads the text of a file.
   *
   * @param name name of the file; used in messages, as the sweep's default name, and to find
   *     included files
   * @param text in HOCON; left open
   * @param overrides KEY=VALUE each; the key in full, or a hyperparameter's short name
   * @param trainers trainers that {@code trainer.name} may name
   * @throws UserException if the text cannot be read or a setting is not allowed
   */
  public static SweepConfig read(
      String name, Reader text, List<String> overrides, Trainers trainers) {
    return read(
        name, text, new SourceFiles(), new Layering(overrides, trainers), Assembly::assembleNew);
  }

  /**
   * Reads a configuration that is already parsed.
   *
   * @param file contents of a sweep's file, without system properties or defaults of libraries; its
   *     substitutions may be unresolved
   * @param name name of the file; used in messages and as the sweep's default name
   * @param overrides KEY=VALUE each; the key in full, or a hyperparameter's short name
   * @param trainers trainers that {@code trainer.name} may name
   * @throws UserException if a setting is not allowed
   */
  public static SweepConfig read(
      Config file, String name, List<String> overrides, Trainers trainers) {
    return read(name, () -> file, new Layering(overrides, trainers), Assembly::assembleNew);
  }

  private static SweepConfig read(
      String name,
      Reader text,
      SourceFiles files,
      Layering layering,
      Function<Assembly, SweepConfig> assembling) {
    return read(
        name,
        () -> ConfigFactory.parseReader(text, new Includes(name, files).options()),
        layering,
        assembling);
  }

  private static SweepConfig read(
      String name,
      Supplier<Config> file,
      Layering layering,
      Function<Assembly, SweepConfig> assembling) {
    BoundedReading reading = new BoundedReading(name);
    return reading.within(
        BoundedReading.LIMIT,
        () ->
            withClearErrors(
                name, () -> assembling.apply(layering.ofFile(file.get(), name, reading::resolve))));
  }

  /** Reads what {@link SweepConfig#toJson} wrote. */
  public static SweepConfig fromJson(String json) {
    return fromJson(json, List.of());
  }

  /** Reads what {@link SweepConfig#toJson} wrote, with overrides. */
  public static SweepConfig fromJson(String json, List<String> overrides) {
    return fromJson(json, overrides, Trainers.builtIn());
  }

  /**
   * Reads what {@link SweepConfig#toJson} wrote, with overrides. The trainer's class is not needed:
   * for an unknown trainer, the text contains what it declared.
   *
   * @param overrides KEY=VALUE each; the key in full, or a hyperparameter's short name
   * @param trainers trainers that {@code trainer.name} may name
   * @throws UserException if it cannot be read, or a setting is not allowed
   */
  public static SweepConfig fromJson(String json, List<String> overrides, Trainers trainers) {
    String name = "a plan's configuration";
    return withClearErrors(
        name,
        () -> {
          Config plan =
              ConfigFactory.parseString(
                  json,
                  ConfigParseOptions.defaults()
                      .setSyntax(ConfigSyntax.JSON)
                      .setOriginDescription(name));
          return new Layering(overrides, trainers).ofPlan(plan, name).assemble();
        });
  }

  /**
   * The settings of {@code data} for a verb that reads no file.
   *
   * @param overrides KEY=VALUE each, over the defaults
   * @throws UserException if a setting is not allowed
   */
  public static DataSection data(List<String> overrides) {
    // test images may be mixed with others here: a model may be measured on any images
    Reader none = new StringReader("training.updates = 1");
    Layering layering = new Layering(overrides, Trainers.builtIn());
    return read("the settings", none, new SourceFiles(), layering, Assembly::assemble).data();
  }

  /** Default directory of the results. */
  public static String defaultResultsDirectory() {
    return Reference.FILE.getString(Settings.RESULTS_DIRECTORY.path());
  }

  /** Default level of significance. */
  public static double defaultLevel() {
    return Reference.FILE.getDouble(Settings.LEVEL.path());
  }

  /** Turns the parser's errors into messages for the user. */
  private static SweepConfig withClearErrors(String name, Supplier<SweepConfig> reading) {
    try {
      return reading.get();
    } catch (ConfigException e) {
      String cause = e.getMessage();
      if (e.getCause() instanceof CharacterCodingException) {
        cause = "it is not text in UTF-8";
      } else if (cause.startsWith(name + ": ")) {
        cause = "line " + cause.substring(name.length() + 2);
      }
      throw unreadable(name, cause, e);
    } catch (StackOverflowError e) {
      throw unreadable(name, "it is nested too deeply", e);
    }
  }

  private static UserException unreadable(String name, String cause, Throwable reason) {
    return new UserException(
        "Cannot read %s: %s (fix it and try again)".formatted(name, cause), reason);
  }
}
