package dev.lambdasweep.driver.config.text;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.kind.Hocon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All problems of a configuration, to be reported at once. */
public final class Problems {
  /** Prefix of the origin of a value that was given as KEY=VALUE. */
  public static final String COMMAND_LINE = "command line: ";

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
   * No problems yet.
   *
   * @param task task that a problem makes impossible: "read conf/coarse.conf"
   */
  public Problems(String task) {
    this.task = task;
  }

  /** "invalid training.lambda: -1, must be at least 0" */
  public static String invalid(String path, ConfigValue value, String rule) {
    return "invalid %s: %s, must be %s".formatted(path, Hocon.text(value), rule);
  }

  /** Adds a problem at the place where a value was written. */
  public void add(ConfigValue value, String text) {
    problems.add(new Problem(place(value), text));
  }

  /** Adds a problem of the whole file, or of a KEY=VALUE. */
  public void add(String place, String text) {
    problems.add(new Problem(new Place(place, 0), text));
  }

  /** Whether there is a problem. */
  public boolean any() {
    return !problems.isEmpty();
  }

  /** All of them: those of files in the order of lines, then those of the command line. */
  public UserException asException() {
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
        "Cannot %s: %s\n%s\n(fix %s and try again)"
            .formatted(
                task,
                count == 1 ? "1 problem" : count + " problems",
                lines,
                count == 1 ? "it" : "them"));
  }

  /** Whether a value was given as KEY=VALUE. */
  public static boolean isFromCommandLine(ConfigValue value) {
    return place(value).isCommandLine();
  }

  private static Place place(ConfigValue value) {
    ConfigOrigin origin = value.origin();
    // an object made by several layers, or by the path of a KEY=VALUE, has no place of its own
    boolean isMerged =
        origin.description().startsWith("merge of ")
            || origin.description().startsWith("withValue(");
    if (isMerged && value instanceof ConfigObject object && !object.isEmpty()) {
      return object.values().stream()
          .map(Problems::place)
          .min(Comparator.comparing(Place::isCommandLine).thenComparing(Place::line))
          .orElse(Place.NOWHERE);
    }
    String name = origin.withLineNumber(-1).description();
    return new Place(name, Math.max(0, origin.lineNumber()));
  }
}
