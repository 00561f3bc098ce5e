package dev.lambdasweep.driver.api;

import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.kit.TrainerContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The trainer in examples/own-trainer. */
class OwnTrainerContractTest implements TrainerContract {
  @TempDir private static Path directory;
  private static URLClassLoader loader;

  @BeforeAll
  static void compile() throws IOException {
    String source = Files.readString(Path.of("../examples/own-trainer/Neighbors.java"));
    Path jar = TrainerJar.in(directory).with("Neighbors", source).write("neighbors.jar");
    loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
  }

  @AfterAll
  static void close() throws IOException {
    loader.close();
  }

  @Override
  public Trainer trainer() {
    try {
      return (Trainer) loader.loadClass("Neighbors").getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
