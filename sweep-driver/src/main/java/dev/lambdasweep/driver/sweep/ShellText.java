package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parts of commands in messages, ready to be typed into a POSIX shell. */
public final class ShellText {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private ShellText() {}

  /** A word quoted for a shell: in single quotes if it has special characters. */
  public static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** The command that trains the trials that have no row yet. */
  public static String resumption(Sweep sweep, ResultsStore store) {
    return launcher() + " resume " + sweep.id() + resultsOption(store);
  }

  /**
   * The command that trains, with the user's jars that this process was given: those of trainers.
   */
  public static String launcher() {
    String own = ShellText.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    String jars =
        Stream.of(System.getProperty("spark.jars", "").split(","))
            .map(jar -> jar.replaceFirst("^file:(//)?", ""))
            .filter(jar -> !jar.isEmpty() && !jar.equals(own))
            .collect(Collectors.joining(","));
    return "scripts/sweep" + (jars.isEmpty() ? "" : " --jars " + quoted(jars));
  }

  /** The option that names the results directory, after a space; empty for the default one. */
  public static String resultsOption(ResultsStore store) {
    return store.location().equals(ConfigReader.defaultResultsDirectory())
        ? ""
        : " --results " + quoted(store.location());
  }
}
