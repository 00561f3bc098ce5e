package dev.lambdasweep.driver.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Jars of users: classes that are compiled from source, and announced as trainers. */
public final class TrainerJar {
  private static final String SERVICE = "META-INF/services/dev.lambdasweep.core.trainer.Trainer";

  private final Path folder;
  private final List<String> announced = new ArrayList<>();

  private TrainerJar(Path folder) {
    this.folder = folder;
  }

  /** A jar without classes, made in a directory that does not exist yet. */
  public static TrainerJar in(Path folder) {
    try {
      return new TrainerJar(Files.createDirectories(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A trainer that measures what an expression says, with a parameter {@code x}. */
  public static String source(String type, String name, String body) {
    return """
    import dev.lambdasweep.core.trainer.*;
    import java.util.*;
    public class %s implements Trainer {
      @Override public String name() { return "%s"; }
      @Override public List<Parameter> parameters() { return List.of(Parameter.real("x", 1, 0, 10)); }
      @Override public List<Metric> metrics() { return List.of(Metric.minimize("distance")); }
      @Override public void train(TrialContext trial) throws Exception {
        double x = trial.parameters().real("x");
        %s
      }
    }
    """
        .formatted(type, name, body);
  }

  /** Adds a class without a package, and announces it. */
  public TrainerJar with(String type, String source, String... options) {
    announced.add(type);
    return withClass(type, source, options);
  }

  /** Adds a class that is not announced. */
  public TrainerJar withClass(String type, String source, String... options) {
    try {
      Path sources = Files.createDirectories(folder.resolve("sources"));
      Path classes = Files.createDirectories(folder.resolve("classes"));
      Path file = Files.writeString(sources.resolve(type + ".java"), source);
      List<String> arguments = new ArrayList<>(List.of(options));
      arguments.addAll(
          List.of(
              "-cp",
              classes + ":" + System.getProperty("java.class.path"),
              "-proc:none",
              "-d",
              classes.toString(),
              file.toString()));
      assertThat(
              ToolProvider.getSystemJavaCompiler()
                  .run(null, null, null, arguments.toArray(String[]::new)))
          .isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Announces a class, whether or not it is in the jar. */
  public TrainerJar announcing(String type) {
    announced.add(type);
    return this;
  }

  /** Removes a class that others need. */
  public TrainerJar without(String type) {
    try {
      Files.delete(folder.resolve("classes").resolve(type + ".class"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Changes the version in the header of a class file to one that no JVM can load yet. */
  public TrainerJar ofLaterJava(String type) {
    try {
      Path file = folder.resolve("classes").resolve(type + ".class");
      byte[] bytes = Files.readAllBytes(file);
      bytes[7] = 120;
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Writes the jar. */
  public Path write(String name) {
    Path jar = folder.resolve(name);
    Path classes = folder.resolve("classes");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(SERVICE));
      out.write(String.join("\n", announced).concat("\n").getBytes(StandardCharsets.UTF_8));
      if (Files.exists(classes)) {
        try (Stream<Path> files = Files.walk(classes).sorted(Comparator.naturalOrder())) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
            out.write(Files.readAllBytes(file));
          }
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
