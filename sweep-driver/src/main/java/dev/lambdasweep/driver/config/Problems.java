package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.core.UserException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All that is wrong with a configuration, told at once. */
final class Problems {
  /** Begins the origin of a value that was given as KEY=VALUE. */
  static final String COMMAND_LINE = "command line: ";

  private record Problem(Place place, String text) {
    @Override
    public String toString() {
      return place.equals(Place.NOWHERE) ? text : place + ": " + text;
    }
  }

  private record Place(String name, int line) {
    static final Place NOWHERE = new Place("", 0);

    boolean isCommandLine() {
      return name.startsWith(COMMAND_LINE);
    }

    @Override
    public String toString() {
      return isCommandLine() || line < 1 ? name : name + ":" + line;
    }
  }

  private final String task;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * None yet.
   *
   * @param task what failed if there is one: "read conf/coarse.conf"
   */
  Problems(String task) {
    this.task = task;
  }

  /** Adds a problem at the place where a value was written. */
  void add(ConfigValue value, String text) {
    problems.add(new Problem(place(value), text));
  }

  /** Adds a problem of the whole file, or of a KEY=VALUE. */
  void add(String place, String text) {
    problems.add(new Problem(new Place(place, 0), text));
  }

  /** Whether there is one. */
  boolean any() {
    return !problems.isEmpty();
  }

  /** All of them, those of files by their lines and then those of the command line. */
  UserException asException() {
    String lines =
        problems.stream()
            .sorted(
                Comparator.comparing((Problem problem) -> problem.place().isCommandLine())
                    .thenComparing(problem -> problem.place().name())
                    .thenComparing(problem -> problem.place().line()))
            .map(problem -> "  " + problem)
            .distinct()
            .collect(Collectors.joining("\n"));
    int count = (int) lines.lines().count();
    return new UserException(
        "Cannot %s: %s\n%s\n(mend %s and try again)"
            .formatted(
                task,
                count == 1 ? "1 problem" : count + " problems",
                lines,
                count == 1 ? "it" : "them"));
  }

  /** Whether a value was given as KEY=VALUE. */
  static boolean isFromCommandLine(ConfigValue value) {
    return place(value).isCommandLine();
  }

  private static Place place(ConfigValue value) {
    ConfigOrigin origin = value.origin();
    // an object that several layers make, or the path of a KEY=VALUE, has no place of its own
    boolean isMade =
        origin.description().startsWith("merge of ")
            || origin.description().startsWith("withValue(");
    if (isMade && value instanceof ConfigObject object && !object.isEmpty()) {
      return object.values().stream()
          .map(Problems::place)
          .min(Comparator.comparing(Place::isCommandLine).thenComparing(Place::line))
          .orElse(Place.NOWHERE);
    }
    String name = origin.withLineNumber(-1).description();
    return new Place(name, Math.max(0, origin.lineNumber()));
  }
}
