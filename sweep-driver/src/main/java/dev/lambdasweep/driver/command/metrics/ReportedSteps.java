package dev.lambdasweep.driver.command.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ObjIntConsumer;

/**
 * Gives every report its step and passes reports on. A line without a step belongs to the last one,
 * at first to 0.
 *
 * <p>Of the first {@value #ALL} reports, all are passed on, after that every 10th, after ten times
 * as many every 100th, and so on, with the newest values of those in between: a program may write
 * millions.
 */
final class ReportedSteps {
  private static final int ALL = 10_000;

  private final ObjIntConsumer<Map<String, Double>> target;
  private final Map<String, Double> held = new LinkedHashMap<>();
  private int step;
  private long count;
  private long stride = 1;

  /**
   * Steps of a training.
   *
   * @param target receives metrics and their step, which never decreases
   */
  ReportedSteps(ObjIntConsumer<Map<String, Double>> target) {
    this.target = target;
  }

  /**
   * Takes the next report.
   *
   * @throws MalformedLineException if its step is not a whole number, or less than an earlier one
   */
  void add(Report report) throws MalformedLineException {
    step = step(report.step());
    if (!report.metrics().isEmpty()) {
      held.putAll(report.metrics());
      count++;
      if (count == ALL * stride) {
        stride *= 10;
      }
      if (count % stride == 0) {
        end();
      }
    }
  }

  /** Passes on what is held back. */
  void end() {
    if (!held.isEmpty()) {
      target.accept(Map.copyOf(held), step);
      held.clear();
    }
  }

  private int step(OptionalDouble written) throws MalformedLineException {
    if (written.isEmpty()) {
      return step;
    }
    double next = written.getAsDouble();
    if (next != Math.rint(next) || next < 0 || next > Integer.MAX_VALUE) {
      throw new MalformedLineException(
          "invalid step: %s, must be a whole number from 0 to %d"
              .formatted(next, Integer.MAX_VALUE));
    }
    if (next < step) {
      throw new MalformedLineException(
          "invalid step: %d, must be at least %d, that of an earlier line"
              .formatted((int) next, step));
    }
    return (int) next;
  }
}
