package dev.lambdasweep.driver.table.input;

import dev.lambdasweep.core.UserException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Options of Spark that decide what is read, in any case of their names. */
final class ReadMode {
  private static final List<String> MODES = List.of("PERMISSIVE", "DROPMALFORMED", "FAILFAST");

  private ReadMode() {}

  /**
   * Whether malformed lines are reported: unless the user says what is done about them.
   *
   * @throws UserException if the mode is none of Spark's, which would take it for PERMISSIVE
   */
  static boolean reports(Map<String, String> options) {
    Optional<String> mode = option(options, "mode");
    mode.filter(name -> !MODES.contains(name.toUpperCase(Locale.ROOT)))
        .ifPresent(
            name -> {
              throw UserException.of(
                  "Invalid data.table.options.mode: %s, must be one of %s",
                  name, String.join(", ", MODES));
            });
    return mode.isEmpty();
  }

  /** Whether the files of all folders within a folder are read. */
  static boolean isRecursive(Map<String, String> options) {
    return option(options, "recursiveFileLookup").filter("true"::equalsIgnoreCase).isPresent();
  }

  private static Optional<String> option(Map<String, String> options, String name) {
    return options.entrySet().stream()
        .filter(option -> option.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
