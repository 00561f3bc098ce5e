package dev.lambdasweep.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The files of a local directory.
 *
 * @param directory directory that contains the files; need not exist
 */
public record LocalFiles(Path directory) implements PartFiles {

  @Override
  public String location() {
    return directory.toString();
  }

  @Override
  public boolean exists() {
    return Files.isDirectory(directory);
  }

  @Override
  public OptionalLong size(String file) throws IOException {
    Path path = directory.resolve(file);
    return Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
  }

  @Override
  public InputStream open(String file) throws IOException {
    return Files.newInputStream(directory.resolve(file));
  }
}
