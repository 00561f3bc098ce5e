package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.driver.setting.Hocon;
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
 * Reads a sweep's file: reference.conf &lt; the file &lt; KEY=VALUE. Whatever is wrong in it is one
 * {@link UserException} that tells every problem with its file and line.
 */
public final class ConfigReader {
  private static final Config REFERENCE = reference();

  /** What plans meant that were written before there was {@code training.last-batch}. */
  private static final Config BEFORE_LAST_BATCH =
      ConfigFactory.empty()
          .withValue(
              Settings.LAST_BATCH.path(),
              ConfigValueFactory.fromAnyRef(
                  Hocon.kebab(Batching.LastBatch.KEEP), "an earlier version"));

  private ConfigReader() {}

  /**
   * Reads a local file.
   *
   * @param file in HOCON, UTF-8
   * @param overrides KEY=VALUE each; the key in full, or a hyperparameter's short name
   * @throws UserException if the file cannot be read or a setting is not allowed
   */
  public static SweepConfig read(Path file, List<String> overrides) {
    Texts texts = new Texts();
    try (Reader text = texts.read(file)) {
      return read(file.toString(), text, texts, overrides, Assembly::assembleNew);
    } catch (IOException e) {
      throw unreadable(file, e.getMessage());
    }
  }

  /**
   * Reads a file from wherever it is.
   *
   * @param name of the file, for messages, for the sweep's default name, and as the place from
   *     which its includes are found
   * @param text in HOCON; left open
   * @param overrides KEY=VALUE each; the key in full, or a hyperparameter's short name
   * @throws UserException if the text cannot be read or a setting is not allowed
   */
  public static SweepConfig read(String name, Reader text, List<String> overrides) {
    return read(name, text, new Texts(), overrides, Assembly::assembleNew);
  }

  private static SweepConfig read(
      String name,
      Reader text,
      Texts texts,
      List<String> overrides,
      Function<Assembly, SweepConfig> assembling) {
    BoundedReading reading = new BoundedReading(name);
    return reading.within(
        BoundedReading.LIMIT,
        () ->
            plainly(
                name,
                () -> {
                  Problems problems = new Problems("read " + name);
                  Config file =
                      ConfigFactory.parseReader(text, new Includes(name, texts).options());
                  Config layers =
                      Overrides.read(overrides, problems)
                          .withFallback(file)
                          .withFallback(REFERENCE);
                  return assembling.apply(
                      new Assembly(reading.resolve(layers), REFERENCE, name, problems));
                }));
  }

  /**
   * Reads what {@link SweepConfig#toJson} wrote.
   *
   * @throws UserException if it is no such text
   */
  public static SweepConfig fromJson(String json) {
    return fromJson(json, List.of());
  }

  /**
   * Reads what {@link SweepConfig#toJson} wrote, with settings over it.
   *
   * @param overrides KEY=VALUE each; the key in full, or a hyperparameter's short name
   * @throws UserException if it is no such text, or a setting is not allowed
   */
  public static SweepConfig fromJson(String json, List<String> overrides) {
    String name = "a plan's configuration";
    return plainly(
        name,
        () -> {
          Config file =
              ConfigFactory.parseString(
                  json,
                  ConfigParseOptions.defaults()
                      .setSyntax(ConfigSyntax.JSON)
                      .setOriginDescription(name));
          Problems problems = new Problems("read " + name);
          Config layers =
              Overrides.read(overrides, problems)
                  .withFallback(file)
                  .withFallback(BEFORE_LAST_BATCH)
                  .withFallback(REFERENCE);
          return new Assembly(layers, REFERENCE, name, problems).assemble();
        });
  }

  /**
   * The data of a verb that reads no file.
   *
   * @param overrides KEY=VALUE each, over the defaults
   * @throws UserException if a setting is not allowed
   */
  public static DataSection data(List<String> overrides) {
    // one may measure a model on any images
    Reader none = new StringReader("training.updates = 1");
    return read("the settings", none, new Texts(), overrides, Assembly::assemble).data();
  }

  /** Where results lie unless something else is said. */
  public static String defaultResultsDirectory() {
    return REFERENCE.getString(Settings.RESULTS_DIRECTORY.path());
  }

  /** The level of significance unless something else is said. */
  public static double defaultLevel() {
    return REFERENCE.getDouble(Settings.LEVEL.path());
  }

  /** What the parser says of a text, as a message for the user. */
  private static SweepConfig plainly(String name, Supplier<SweepConfig> reading) {
    try {
      return reading.get();
    } catch (ConfigException e) {
      String said = e.getMessage();
      if (e.getCause() instanceof CharacterCodingException) {
        said = "it is not text in UTF-8";
      }
      throw new UserException(
          "Cannot read %s: %s (mend it and try again)"
              .formatted(
                  name,
                  said.startsWith(name + ": ")
                      ? "line " + said.substring(name.length() + 2)
                      : said),
          e);
    } catch (StackOverflowError e) {
      throw new UserException(
          "Cannot read %s: it is nested too deeply (mend it and try again)".formatted(name), e);
    }
  }

  private static UserException unreadable(Path file, String cause) {
    return UserException.of("Cannot read %s: %s (name a sweep's file, as in conf/)", file, cause);
  }

  /** Other libraries may have a reference.conf too; only our sections are taken. */
  private static Config reference() {
    Config all =
        ConfigFactory.parseResources(ConfigReader.class.getClassLoader(), "reference.conf");
    Config ours = ConfigFactory.empty();
    for (String section : Layers.sections()) {
      if (all.hasPath(section)) {
        ours = ours.withFallback(all.withOnlyPath(section));
      }
    }
    return ours.resolve();
  }
}
