package dev.lambdasweep.driver.console;

import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.store.ResultsStore;
import java.util.regex.Pattern;

/** Parts of the commands that a message tells the user to type into a POSIX shell. */
public final class ShellText {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private ShellText() {}

  /** A word that a shell reads as it was: in single quotes where it has special characters. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** The option that names the results directory, after a space; empty for the default one. */
  public static String resultsOption(ResultsStore store) {
    return store.location().equals(ConfigReader.defaultResultsDirectory())
        ? ""
        : " --results " + quoted(store.location());
  }
}
