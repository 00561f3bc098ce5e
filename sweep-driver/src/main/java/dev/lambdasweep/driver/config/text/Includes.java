package dev.lambdasweep.driver.config.text;

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
 * Includes local files, by paths relative to the including file, and nothing else: no URL is
 * fetched, nothing is read from the class path, and a missing file is an error.
 */
public final class Includes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
  /** The chain of includes, from the sweep's file to the including one. */
  private final List<String> names;

  private final SourceFiles files;

  /**
   * The includes of a file.
   *
   * @param name name of the file, from which relative names are resolved
   * @param files reads the included files
   */
  public Includes(String name, SourceFiles files) {
    this(List.of(name), files);
  }

  private Includes(List<String> names, SourceFiles files) {
    this.names = names;
    this.files = files;
  }

  /** How the file is parsed: as HOCON, with these includes. */
  public ConfigParseOptions options() {
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
      throw refused(what, "it is not a file");
    }
    return file(what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return file(what.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw refused(what.toString(), "it is not a file");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw refused(what, "it is not a file");
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
      try (Reader text = files.read(path)) {
        return ConfigFactory.parseReader(text, new Includes(deeper, files).options()).root();
      }
    } catch (IOException e) {
      throw refused(what, e.getMessage());
    } catch (InvalidPathException e) {
      throw refused(what, "it is not a file");
    }
  }

  private UserException refused(String what, String cause) {
    return UserException.of(
        "Cannot include %s in %s: %s (include a file by its path relative to the including one)",
        what, names.get(names.size() - 1), cause);
  }
}
