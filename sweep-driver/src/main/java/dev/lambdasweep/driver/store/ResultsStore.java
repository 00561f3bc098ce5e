package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.lease.LeaseFiles;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.store.files.ResultsDirectory;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.TestDetail;
import dev.lambdasweep.driver.trial.TrainedTrial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/**
 * The results of all sweeps in one directory. Reading needs no Spark session and is robust: hidden
 * files are ignored; a torn or foreign line is skipped and reported.
 */
public final class ResultsStore {
  private final ResultsDirectory directory;

  private ResultsStore(ResultsDirectory directory) {
    this.directory = directory;
  }

  /**
   * The results in a directory, for reading; a missing directory has none.
   *
   * @param directory path, or URI of any Hadoop file system; without a scheme it is on Hadoop's
   *     default one, relative to the working directory
   */
  public static ResultsStore reading(String directory, Configuration hadoop) {
    ResultsDirectory readable = ResultsDirectory.at(directory, hadoop);
    readable.requireNoFile();
    return new ResultsStore(readable);
  }

  /**
   * The results in a directory, for reading and adding. The directory is created if it is missing.
   *
   * @throws UserException if it cannot be written to
   */
  public static ResultsStore writing(String directory, Configuration hadoop) {
    ResultsDirectory writable = ResultsDirectory.at(directory, hadoop);
    writable.makeWritable();
    return new ResultsStore(writable);
  }

  /**
   * Writes a file of the results, whole or not at all, and never replacing another. An existing
   * file with the same content counts as written: a driver that was killed, or another one, wrote
   * it.
   *
   * @param name name below the directory: letters, digits, dots, dashes, underscores and =,
   *     separated by slashes
   * @throws UserException if it cannot be written, or exists with other content
   */
  public void publish(String name, byte[] bytes) {
    directory.publish(name, bytes);
  }

  /**
   * Stores the first part of a new sweep's plan under an id that no other sweep has.
   *
   * @param ids source of ids, asked again if one is taken
   * @param plan makes the plan of the sweep with an id
   * @return the plan that was stored
   * @throws UserException if it cannot be written
   */
  public Plan addFirst(Supplier<SweepId> ids, Function<SweepId, Plan> plan) {
    while (true) {
      Plan first = plan.apply(ids.get());
      if (directory.create(planName(first), PlanJson.bytes(first))) {
        return first;
      }
    }
  }

  /** Writes a part of a plan. */
  public void add(Plan plan) {
    publish(planName(plan), PlanJson.bytes(plan));
  }

  /**
   * A writer of a sweep's rows.
   *
   * @param codeVersion version of the program that trains
   */
  public ResultsWriter writer(Sweep sweep, String codeVersion) {
    return new ResultsWriter(directory, sweep, codeVersion);
  }

  /**
   * The lease of a sweep, by which its driver shows that it is running: {@code Lease.take} for a
   * driver, {@code LeaseObserver.of} for observers.
   */
  public LeaseFiles leases(SweepId sweep) {
    return directory.leases("sweeps/" + sweep);
  }

  /** Ids of the sweeps that have a plan, sorted. */
  public List<SweepId> sweepIds() {
    return directory.list("sweeps").stream()
        .filter(SweepId::isId)
        .map(SweepId::new)
        .filter(id -> !planNames(id).isEmpty())
        .toList();
  }

  /**
   * The parts of a sweep's plan, in their order; at least one.
   *
   * @throws UserException if there is none, or one cannot be read
   */
  public List<Plan> plans(SweepId sweep) {
    List<Plan> plans = new ArrayList<>();
    for (String name : planNames(sweep)) {
      try {
        Plan plan = PlanJson.plan(text(name));
        require(plan.sweep().id().equals(sweep), "it is a plan of %s", plan.sweep().id());
        plans.add(plan);
      } catch (IOException | IllegalArgumentException e) {
        throw new UserException(
            String.format(
                "Cannot read %s in %s: %s (restore it from a copy)",
                name, directory, e.getMessage()),
            e);
      }
    }
    if (plans.isEmpty()) {
      throw UserException.of(
          "Cannot read the plan of %s in %s: there is none (scripts/sweep list shows all sweeps)",
          sweep, directory);
    }
    plans.sort((one, other) -> Integer.compare(one.part(), other.part()));
    return List.copyOf(plans);
  }

  /**
   * The level of significance in a sweep's configuration; the default if its plan cannot be read.
   */
  public double level(SweepId sweep) {
    try {
      return ConfigReader.fromJson(plans(sweep).get(0).configuration()).get(Settings.LEVEL);
    } catch (UserException e) {
      return ConfigReader.defaultLevel();
    }
  }

  /** The current results of a sweep; its rows are read once. */
  public SweepResults results(SweepId sweep) {
    return SweepResults.read(directory, sweep);
  }

  /** The trainings of a sweep that ended at rungs, by the number of the rung. */
  public List<SweepResults> rungs(SweepId sweep) {
    return SweepResults.readRungs(directory, sweep);
  }

  /** The trainings of all sweeps that ended at rungs, one element per sweep and rung. */
  public List<SweepResults> rungs() {
    return sweepsIn(ResultsWriter.RUNGS).stream().flatMap(sweep -> rungs(sweep).stream()).toList();
  }

  /**
   * The rows of a sweep in the order of their keys. If a trial has several, one that did not fail
   * takes precedence over one that did, then the one stored last.
   */
  public Reading<List<TrialRow>> rows(SweepId sweep) {
    return results(sweep).rows();
  }

  /** The results of all sweeps that have rows; their rows are read once. */
  public List<SweepResults> results() {
    return sweepsWithRows().stream().map(this::results).toList();
  }

  /** The rows of all sweeps. */
  public Reading<List<TrialRow>> rows() {
    List<Skipped> skipped = new ArrayList<>();
    List<TrialRow> rows = new ArrayList<>();
    for (SweepResults results : results()) {
      Reading<List<TrialRow>> reading = results.rows();
      rows.addAll(reading.value());
      skipped.addAll(reading.skipped());
    }
    return new Reading<>(List.copyOf(rows), skipped);
  }

  /** The curves of a sweep's rows, each in the order of its updates. */
  public Reading<Map<TrialKey, List<CurvePoint>>> curves(SweepId sweep) {
    return results(sweep).curves();
  }

  /** Outcomes on the validation rows of each of a sweep's complete trials. */
  public Reading<Map<TrialKey, RowOutcomes>> outcomes(SweepId sweep) {
    return results(sweep).outcomes();
  }

  /** What is kept of the test images of a final sweep's trials. */
  public Reading<Map<TrialKey, TestDetail>> details(SweepId sweep) {
    return results(sweep).details();
  }

  /**
   * A file of the results; empty if there is none.
   *
   * @param name as for {@link #publish}
   * @throws UserException if it cannot be read
   */
  public Optional<byte[]> read(String name) {
    try {
      return directory.holds(name) ? Optional.of(directory.read(name)) : Optional.empty();
    } catch (IOException e) {
      throw new UserException(
          String.format(
              "Cannot read %s in %s: %s (check that it can be read)",
              name, directory, e.getMessage()),
          e);
    }
  }

  /**
   * Writes a file of a trial that has no row yet. It takes the place of one that a driver wrote
   * before it was killed, which may differ: not every trainer writes the same bytes twice.
   *
   * @param name as for {@link #publish}
   * @throws UserException if it cannot be written
   */
  public void keep(String name, byte[] bytes) {
    directory.keep(name, bytes);
  }

  /**
   * Writes a file that is no result and may be replaced.
   *
   * @param name as for {@link #publish}
   * @throws IOException if it cannot be written
   */
  public void replace(String name, byte[] bytes) throws IOException {
    directory.replace(name, bytes);
  }

  /**
   * Removes a file that is no result.
   *
   * @throws IOException if it cannot be removed
   */
  public void remove(String name) throws IOException {
    directory.remove(name);
  }

  /** Whether a part of a plan exists. */
  public boolean holds(Plan plan) {
    return directory.holds(planName(plan));
  }

  /** Whether the directory exists. */
  public boolean exists() {
    return directory.exists();
  }

  /** The directory, as the user gave it. */
  public String location() {
    return directory.toString();
  }

  /** Name of the file of a trial's saved model. */
  public static String modelName(SweepId sweep, TrialKey key) {
    return modelName(sweep, TrainedTrial.modelName(key.number(), key.repeat()));
  }

  /** Name of a file below the directory of a sweep's models. */
  public static String modelName(SweepId sweep, String name) {
    return "models/%s/%s".formatted(sweep, name);
  }

  List<SweepId> sweepsWithRows() {
    return sweepsIn(ResultsWriter.TRIALS);
  }

  private List<SweepId> sweepsIn(String part) {
    return directory.list(part).stream()
        .filter(name -> name.startsWith(SweepResults.PARTITION))
        .map(name -> name.substring(SweepResults.PARTITION.length()))
        .filter(SweepId::isId)
        .map(SweepId::new)
        .toList();
  }

  private List<String> planNames(SweepId sweep) {
    String folder = "sweeps/" + sweep;
    return directory.list(folder).stream()
        .filter(file -> file.matches("plan-\\d+\\.json"))
        .map(file -> folder + "/" + file)
        .toList();
  }

  /** Name of the file of a part of a plan. */
  static String planName(Plan plan) {
    return String.format("sweeps/%s/plan-%s.json", plan.sweep().id(), plan.part());
  }

  private String text(String name) throws IOException {
    return new String(directory.read(name), StandardCharsets.UTF_8);
  }
}
