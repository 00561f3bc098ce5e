package dev.lambdasweep.driver.command.metrics;

import java.util.Optional;
import java.util.function.Consumer;

/** Turns the lines of an output into events. After a malformed line, it reads no more. */
public final class MetricReader implements LineSplitter.Sink {
  private final MetricLines form;
  private final String what;
  private final Consumer<ProgramEvent> events;
  private final ReportedSteps steps;
  private long line;
  private boolean isMistaken;

  /**
   * A reader of an output.
   *
   * @param what what is read, for messages: {@code standard output}
   */
  public MetricReader(MetricLines form, String what, Consumer<ProgramEvent> events) {
    this.form = form;
    this.what = what;
    this.events = events;
    this.steps =
        new ReportedSteps((metrics, step) -> events.accept(ProgramEvent.reported(step, metrics)));
  }

  @Override
  public void line(byte[] bytes, int length, boolean isCut) {
    line++;
    if (isMistaken) {
      return;
    }
    try {
      Optional<Report> report = form.parse(bytes, length, isCut);
      if (report.isPresent()) {
        steps.add(report.get());
      }
    } catch (MalformedLineException e) {
      isMistaken = true;
      events.accept(
          ProgramEvent.mistaken("line %d of %s: %s".formatted(line, what, e.getMessage())));
    }
  }

  @Override
  public void end() {
    if (!isMistaken) {
      steps.end();
    }
  }
}
