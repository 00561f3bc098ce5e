package dev.lambdasweep.driver.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.Hocon;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Bounds what substitutions in a file can do: the time that they take, the size that they make, and
 * that no environment variable comes in by them.
 */
final class BoundedReading {
  /** Far above what any file takes that somebody wrote. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  /** Characters of all values, in which what is substituted counts at each place. */
  static final long MOST_CHARACTERS = 4L << 20;

  private static final String REMEDY = "use fewer substitutions";

  private final String name;
  private final IdentityHashMap<ConfigValue, Long> sizes = new IdentityHashMap<>();

  /**
   * Bounds for one file.
   *
   * @param name of the file, for messages
   */
  BoundedReading(String name) {
    this.name = name;
  }

  /**
   * What a reading gives, if it ends in time.
   *
   * @throws UserException if it does not, or takes all memory
   */
  <T> T within(Duration limit, Supplier<T> reading) {
    FutureTask<T> task = new FutureTask<>(reading::get);
    Thread thread = new Thread(task, "reading " + name);
    // the parser cannot be stopped, so the process must be able to end beside it
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
        throw unreadable("it takes more memory than there is", REMEDY, e);
      }
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException("Cannot read " + name, e);
    }
  }

  /**
   * Substitutes what the layers themselves say.
   *
   * @throws UserException if the result is too large, or a substitution names an environment
   *     variable
   */
  Config resolve(Config layers) {
    Config resolved =
        layers.resolve(ConfigResolveOptions.noSystem().appendResolver(new NoEnvironment()));
    if (characters(resolved.root()) > MOST_CHARACTERS) {
      throw unreadable("its substitutions make it larger than 4 MiB", REMEDY, null);
    }
    return resolved;
  }

  /** The same value at many places is one object, whose size is found once. */
  private long characters(ConfigValue value) {
    Long known = sizes.get(value);
    if (known != null) {
      return known;
    }
    long sum = 1;
    if (value instanceof ConfigObject object) {
      // entrySet() would hash all values, each at every place
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
    // as a sum of large sizes would overflow
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
            "${%s} is not in it, and environment variables are not read".formatted(path),
            "give the value as KEY=VALUE",
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
