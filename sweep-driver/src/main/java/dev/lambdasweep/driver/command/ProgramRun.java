package dev.lambdasweep.driver.command;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.driver.command.metrics.JsonLines;
import dev.lambdasweep.driver.command.metrics.LastLines;
import dev.lambdasweep.driver.command.metrics.MetricFile;
import dev.lambdasweep.driver.command.metrics.MetricLines;
import dev.lambdasweep.driver.command.metrics.MetricReader;
import dev.lambdasweep.driver.command.metrics.NameValueLines;
import dev.lambdasweep.driver.command.metrics.ProgramEvent;
import dev.lambdasweep.driver.setting.MetricsForm;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.trial.HostedTrial;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One training by a program, from its start to the judgement of how it ended. */
final class ProgramRun {
  /** Time between two looks at what may end a training from outside. */
  private static final long TICK_MILLIS = 200;

  private static final String STANDARD_OUTPUT = "standard output";

  private final HostedTrial trial;
  private final ProgramSetup setup;
  private final String objective;
  private final MetricsForm form;
  private final Optional<Double> limitSeconds;
  private final Set<String> reported = new HashSet<>();
  private final long rung;
  private final Map<String, Double> last = new LinkedHashMap<>();
  private int lastStep;
  private final long start = System.nanoTime();
  private long nextTick = start;
  private Optional<MetricFile> file = Optional.empty();
  private Optional<String> mistake = Optional.empty();
  private Optional<ExitStatus> end = Optional.empty();
  private boolean isTimedOut;
  private boolean isAtRung;

  /**
   * A training that has not begun.
   *
   * @param objective name of the metric that it must report
   */
  ProgramRun(HostedTrial trial, ProgramSetup setup, String objective) {
    SettingValues settings = SettingValues.of(trial.parameters());
    this.trial = trial;
    this.setup = setup;
    this.objective = objective;
    this.form = settings.get(Settings.METRICS_FORM);
    this.rung = trial.rung().isPresent() ? trial.rung().getAsInt() : Long.MAX_VALUE;
    this.limitSeconds = settings.find(Settings.TRIAL_TIMEOUT);
  }

  /**
   * Runs the program to its end.
   *
   * @return how the training ended
   * @throws RuntimeException whatever ends it from outside
   */
  Ending run() {
    String host = trial.host().place().host();
    if (form == MetricsForm.FILE) {
      MetricReader lines =
          new MetricReader(new JsonLines(objective), "the metrics file", this::take);
      file = Optional.of(new MetricFile(setup.metrics(), lines));
    }
    try (Program program =
        Program.start(setup.words(), setup.variables(), setup.directory(), outputForm(), host)) {
      await(program);
      readRest(program);
      return judged(program.messages());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      trial.host().check().run();
      throw new IllegalStateException("Interrupted while a program ran", e);
    }
  }

  private Optional<MetricLines> outputForm() {
    return switch (form) {
      case JSON_LINES -> Optional.of(new JsonLines(objective));
      case NAME_VALUE -> Optional.of(new NameValueLines());
      case FILE -> Optional.empty();
    };
  }

  private void await(Program program) throws InterruptedException {
    while (end.isEmpty() && mistake.isEmpty() && !isTimedOut && !isAtRung) {
      program.next(TICK_MILLIS).ifPresent(this::take);
      if (System.nanoTime() >= nextTick) {
        nextTick = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        trial.host().check().run();
        program.look();
        file.ifPresent(MetricFile::read);
        isTimedOut = limitSeconds.isPresent() && seconds() > limitSeconds.get();
      }
    }
  }

  private void readRest(Program program) throws InterruptedException {
    program.endRest();
    long silence = System.nanoTime();
    boolean isRead = false;
    while (!isRead && millisSince(silence) < Program.LAST_OUTPUT_MILLIS) {
      isRead = program.isRead();
      Optional<ProgramEvent> event = program.next(1);
      while (event.isPresent()) {
        silence = System.nanoTime();
        take(event.get());
        event = program.next(0);
      }
    }
    file.ifPresent(MetricFile::end);
  }

  /** What comes after the report that ends it at its rung depends on how fast it is ended. */
  private void take(ProgramEvent event) {
    if (!isAtRung) {
      event.report().ifPresent(this::measure);
      mistake = mistake.or(event::mistake);
    }
    if (end.isEmpty() && event.end().isPresent()) {
      end = Optional.of(new ExitStatus(event.end().getAsInt()));
    }
  }

  private void measure(ProgramEvent.Reported report) {
    reported.addAll(report.metrics().keySet());
    if (report.step() < rung) {
      trial.report(report.step(), report.metrics());
    } else {
      // lines that follow may have more metrics of this step
      last.putAll(report.metrics());
      lastStep = report.step();
      isAtRung = mistake.isEmpty() && last.containsKey(objective);
    }
  }

  private Ending judged(LastLines messages) {
    trial.log(messages.text());
    if (isTimedOut) {
      return Ending.failed(
          Ending.Cause.TIMEOUT,
          String.format(
              Locale.ROOT, "ran for %.1f s, longer than trial-timeout, and was ended", seconds()));
    }
    if (!last.isEmpty()) {
      trial.report(lastStep, last); // ends the training if the step is beyond its rung
    }
    if (isAtRung) {
      return Ending.COMPLETE;
    }
    if (mistake.isPresent()) {
      return failed(mistake.get());
    }
    ExitStatus status = end.orElseThrow();
    if (!status.isSuccess()) {
      String last = messages.last();
      return failed(last.isEmpty() ? status.toString() : status + ": " + last);
    }
    if (!reported.contains(objective)) {
      return failed("it ended without reporting %s (%s)".formatted(objective, form()));
    }
    return WrittenFiles.take(trial, setup).map(ProgramRun::failed).orElse(Ending.COMPLETE);
  }

  /** How the program is to report. */
  private String form() {
    return switch (form) {
      case JSON_LINES -> "print {\"%s\": VALUE} on %s".formatted(objective, STANDARD_OUTPUT);
      case NAME_VALUE -> "print %s=VALUE on %s".formatted(objective, STANDARD_OUTPUT);
      case FILE -> "write {\"%s\": VALUE} to $LAMBDA_SWEEP_METRICS".formatted(objective);
    };
  }

  private static Ending failed(String error) {
    return Ending.failed(Ending.Cause.ERROR, error);
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
