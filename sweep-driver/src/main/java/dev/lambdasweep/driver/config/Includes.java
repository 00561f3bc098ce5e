package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.lambdasweep.core.UserException;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Includes files beside the including one, and nothing else: no URL is fetched, nothing is taken
 * from the class path, and a file that is missing is a mistake.
 */
final class Includes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
  /** From the file that is read to the one whose includes these are. */
  private final List<String> names;

  private final SourceFiles texts;

  /**
   * The includes of a file.
   *
   * @param name of the file, from which relative names are resolved
   * @param texts reads them
   */
  Includes(String name, SourceFiles texts) {
    this(List.of(name), texts);
  }

  private Includes(List<String> names, SourceFiles texts) {
    this.names = names;
    this.texts = texts;
  }

  /** How the file is parsed: as HOCON, with these includes. */
  ConfigParseOptions options() {
    return ConfigParseOptions.defaults()
        .setSyntax(ConfigSyntax.CONF)
        .setOriginDescription(names.get(names.size() - 1))
        .setIncluder(this);
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    if (what.contains("://")) {
      throw refused(what, "it is no file");
    }
    return file(what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return file(what.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw refused(what.toString(), "it is no file");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw refused(what, "it is no file");
  }

  private ConfigObject file(String what) {
    String includer = names.get(names.size() - 1);
    try {
      Path path = Path.of(includer).resolveSibling(what).normalize();
      if (names.stream().anyMatch(name -> Path.of(name).normalize().equals(path))) {
        throw refused(what, "it includes itself");
      }
      List<String> deeper = new ArrayList<>(names);
      deeper.add(path.toString());
      try (Reader text = texts.read(path)) {
        return ConfigFactory.parseReader(text, new Includes(deeper, texts).options()).root();
      }
    } catch (IOException e) {
      throw refused(what, e.getMessage());
    } catch (InvalidPathException e) {
      throw refused(what, "it is no file");
    }
  }

  private UserException refused(String what, String cause) {
    return UserException.of(
        "Cannot include %s in %s: %s (include a file, by its path from there)",
        what, names.get(names.size() - 1), cause);
  }
}
