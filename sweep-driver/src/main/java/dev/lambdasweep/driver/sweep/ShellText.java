package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import java.util.regex.Pattern;

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
    return "scripts/sweep resume " + sweep.id() + resultsOption(store);
  }

  /** The option that names the results directory, after a space; empty for the default one. */
  public static String resultsOption(ResultsStore store) {
    return store.location().equals(ConfigReader.defaultResultsDirectory())
        ? ""
        : " --results " + quoted(store.location());
  }
}
