package dev.lambdasweep.driver.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Version of this program, as the build wrote it down. */
final class CodeVersion implements IVersionProvider {
  /** The version: {@code 0.1.0-SNAPSHOT}. */
  static String text() {
    try (InputStream resource = CodeVersion.class.getResourceAsStream("/lambda-sweep.properties")) {
      Properties properties = new Properties();
      properties.load(resource);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Lambda Sweep " + text()};
  }
}
