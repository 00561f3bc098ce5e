package dev.lambdasweep.driver.api;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Trainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A class that a file META-INF/services announces as a trainer. The files are those of {@link
 * java.util.ServiceLoader}, whose errors name neither the jar nor, in part, the class.
 */
final class Provider {
  private static final String FILE = "META-INF/services/" + Trainer.class.getName();

  private final ClassLoader loader;
  private final String type;
  private final String place;

  private Provider(ClassLoader loader, String type, String place) {
    this.loader = loader;
    this.type = type;
    this.place = place;
  }

  /** The announced classes, each once, in the order of the class path. */
  static List<Provider> all(ClassLoader loader) {
    Map<String, Provider> providers = new LinkedHashMap<>();
    for (URL file : urls(loader, FILE)) {
      String place = place(file, FILE);
      for (String type : types(file)) {
        providers.putIfAbsent(type, new Provider(loader, type, place));
      }
    }
    return List.copyOf(providers.values());
  }

  /**
   * A trainer of an announced class.
   *
   * @param name value of {@code trainer.name} that selects it
   */
  record Created(Provider provider, Trainer trainer, String name) {}

  /**
   * Creates the trainer and asks for its name.
   *
   * @throws UserException if the class cannot be loaded or created, whatever the reason; names the
   *     class, its place and the reason
   */
  Created create() {
    try {
      Class<?> loaded = Class.forName(type, false, loader);
      if (!Trainer.class.isAssignableFrom(loaded)) {
        throw unloadable("it does not implement " + Trainer.class.getName());
      }
      Trainer trainer = (Trainer) loaded.getConstructor().newInstance();
      return new Created(this, trainer, Objects.requireNonNull(trainer.name(), "name() is null"));
    } catch (NoSuchMethodException e) {
      throw unloadable("it has no public constructor without parameters");
    } catch (InvocationTargetException e) {
      throw unloadable("its constructor threw " + line(e.getCause()));
    } catch (ExceptionInInitializerError e) {
      throw unloadable("its static initializer threw " + line(e.getCause()));
    } catch (NoClassDefFoundError e) {
      if (String.valueOf(e.getMessage()).startsWith("Could not initialize")) {
        throw unloadable(
            "its static initializer threw an exception before"); // once per class loader
      }
      throw unloadable(line(e) + ", a class that it needs is missing (give that jar, too)");
    } catch (VirtualMachineError e) {
      throw e;
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      if (e instanceof UserException known) {
        throw known;
      }
      throw unloadable(line(e));
    }
  }

  private UserException unloadable(String reason) {
    return UserException.of("%s: %s", this, reason);
  }

  private static String line(Throwable e) {
    return e.toString().lines().findFirst().orElse(e.getClass().getName());
  }

  /**
   * Requires that the class has the same content wherever the class path has it: two versions of
   * one jar would otherwise be told apart by their order alone.
   *
   * @throws UserException if it has not
   */
  void requireOneContent() {
    String file = type.replace('.', '/') + ".class";
    List<URL> places = urls(loader, file);
    try {
      byte[] first = places.isEmpty() ? new byte[0] : content(places.get(0));
      for (URL other : places) {
        if (!Arrays.equals(first, content(other))) {
          throw UserException.of(
              "Cannot load %s: the class path has different versions of it, in %s (leave out all"
                  + " but one of them)",
              type, places.stream().map(url -> place(url, file)).collect(Collectors.joining(", ")));
        }
      }
    } catch (IOException e) {
      throw new UserException("Cannot load %s: %s".formatted(type, e), e);
    }
  }

  /** {@code demo.Forest of /jars/forest.jar}. */
  @Override
  public String toString() {
    return type + " of " + place;
  }

  private static List<URL> urls(ClassLoader loader, String file) {
    List<URL> urls = new ArrayList<>();
    try {
      loader.getResources(file).asIterator().forEachRemaining(urls::add);
    } catch (IOException e) {
      throw new UserException("Cannot search the class path for trainers: " + e.getMessage(), e);
    }
    return urls.stream().distinct().toList();
  }

  /** The jar or directory that has a file, as the user would name it. */
  private static String place(URL url, String file) {
    String text = url.toString();
    String container = text.substring(0, Math.max(0, text.length() - file.length()));
    return container.replaceFirst("^jar:", "").replaceFirst("!/$", "").replaceFirst("^file:", "");
  }

  private static List<String> types(URL file) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UserException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static byte[] content(URL url) throws IOException {
    try (InputStream in = open(url)) {
      return in.readAllBytes();
    }
  }

  /** Without the cache of open jars, which would show the old content of one that was replaced. */
  private static InputStream open(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }
}
