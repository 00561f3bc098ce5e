package dev.lambdasweep.driver.config.text;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.kind.Hocon;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Bounds what substitutions in a file can do: the time they take and the size of the result.
 * Environment variables are refused.
 */
public final class BoundedReading {
  /** Far more than any real file needs. */
  public static final Duration LIMIT = Duration.ofSeconds(10);

  /** Characters of all values; a substituted value counts at each place where it is used. */
  public static final long MOST_CHARACTERS = 4L << 20;

  private static final String REMEDY = "use fewer substitutions";

  private final String name;
  private final IdentityHashMap<ConfigValue, Long> sizes = new IdentityHashMap<>();

  /**
   * Bounds for one file.
   *
   * @param name name of the file, for messages
   */
  public BoundedReading(String name) {
    this.name = name;
  }

  /**
   * The result of a reading, if it ends in time.
   *
   * @throws UserException if it does not, or runs out of memory
   */
  public <T> T within(Duration limit, Supplier<T> reading) {
    FutureTask<T> task = new FutureTask<>(reading::get);
    Thread thread = new Thread(task, "reading " + name);
    // the parser cannot be interrupted, so it must not keep the process alive
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unreadable("it takes longer than " + limit.toSeconds() + " seconds", REMEDY, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading " + name, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutOfMemoryError) {
        throw unreadable("it takes more memory than is available", REMEDY, e);
      }
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException("Cannot read " + name, e);
    }
  }

  /**
   * Resolves substitutions by the values of the layers.
   *
   * @throws UserException if the result is too large, or a substitution names an environment
   *     variable
   */
  public Config resolve(Config layers) {
    Config resolved =
        layers.resolve(ConfigResolveOptions.noSystem().appendResolver(new NoEnvironment()));
    if (characters(resolved.root()) > MOST_CHARACTERS) {
      throw unreadable("its substitutions make it larger than 4 MiB", REMEDY, null);
    }
    return resolved;
  }

  /** A value used at many places is one object; its size is computed once. */
  private long characters(ConfigValue value) {
    Long known = sizes.get(value);
    if (known != null) {
      return known;
    }
    long sum = 1;
    if (value instanceof ConfigObject object) {
      // entrySet() would hash a value once for each place where it is used
      for (String key : object.keySet()) {
        sum += key.length() + characters(object.get(key));
      }
    } else if (value instanceof ConfigList list) {
      for (ConfigValue element : list) {
        sum += characters(element);
      }
    } else if (Hocon.isScalar(value)) {
      sum += Hocon.text(value).length();
    }
    // a sum of large sizes would overflow
    long bounded = Math.min(sum, MOST_CHARACTERS + 1);
    sizes.put(value, bounded);
    return bounded;
  }

  private UserException unreadable(String cause, String remedy, Throwable reason) {
    return new UserException("Cannot read %s: %s (%s)".formatted(name, cause, remedy), reason);
  }

  /**
   * Refuses environment variables. Their values may be secrets, and every setting is stored in
   * plans and shown in messages.
   */
  private final class NoEnvironment implements ConfigResolver {
    @Override
    public ConfigValue lookup(String path) {
      if (System.getenv(path) != null) {
        throw unreadable(
            "${%s} is not defined, and environment variables are not read".formatted(path),
            "pass the value as KEY=VALUE",
            null);
      }
      return null;
    }

    @Override
    public ConfigResolver withFallback(ConfigResolver fallback) {
      return this;
    }
  }
}
