package dev.lambdasweep.driver.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version of this program, as recorded by the build. */
public final class CodeVersion {
  private CodeVersion() {}

  /** The version: {@code 0.1.0-SNAPSHOT}. */
  public static String text() {
    try (InputStream resource = CodeVersion.class.getResourceAsStream("/lambda-sweep.properties")) {
      Properties properties = new Properties();
      properties.load(resource);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
