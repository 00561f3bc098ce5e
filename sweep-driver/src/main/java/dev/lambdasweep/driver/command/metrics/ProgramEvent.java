package dev.lambdasweep.driver.command.metrics;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that happens to a program: exactly one of these.
 *
 * @param report metrics that it reports, with their step
 * @param mistake what is wrong with a line, one line of readable text
 * @param end its exit code, 128 + n if signal n killed it; later events come from output that is
 *     still read
 */
public record ProgramEvent(Optional<Reported> report, Optional<String> mistake, OptionalInt end) {

  /**
   * Metrics that a program reports.
   *
   * @param step progress of the training; never decreases
   * @param metrics values by name
   */
  public record Reported(int step, Map<String, Double> metrics) {
    public Reported {
      metrics = Map.copyOf(metrics);
    }
  }

  public static ProgramEvent reported(int step, Map<String, Double> metrics) {
    return new ProgramEvent(
        Optional.of(new Reported(step, metrics)), Optional.empty(), OptionalInt.empty());
  }

  public static ProgramEvent mistaken(String mistake) {
    return new ProgramEvent(Optional.empty(), Optional.of(mistake), OptionalInt.empty());
  }

  public static ProgramEvent ended(int code) {
    return new ProgramEvent(Optional.empty(), Optional.empty(), OptionalInt.of(code));
  }
}
