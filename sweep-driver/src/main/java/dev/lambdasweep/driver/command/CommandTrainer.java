package dev.lambdasweep.driver.command;

import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.TrialContext;
import dev.lambdasweep.driver.command.process.GuardProcess;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.trial.ExecutorFiles;
import dev.lambdasweep.driver.trial.HostedTrial;
import dev.lambdasweep.driver.trial.TimedTrainer;
import dev.lambdasweep.driver.trial.TrainerWithFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * The trainer {@code command}: runs a program for each trial. Which program, and its parameters,
 * are settings of the sweep; every trial must report the metric that ranks.
 */
public final class CommandTrainer implements TrainerWithFiles, TimedTrainer {
  private static final long serialVersionUID = 1;

  /** Value of {@code trainer.name} that selects it. */
  public static final String NAME = Settings.COMMAND;

  private final List<Parameter> parameters;
  private final List<Metric> objective;
  private final List<String> files;
  private final ExecutorFiles shipped;

  private CommandTrainer(
      List<Parameter> parameters,
      List<Metric> objective,
      List<String> files,
      ExecutorFiles shipped) {
    this.parameters = List.copyOf(parameters);
    this.objective = List.copyOf(objective);
    this.files = List.copyOf(files);
    this.shipped = shipped;
  }

  /** The trainer of a sweep. */
  public static CommandTrainer of(SweepConfig config) {
    return new CommandTrainer(
        config.table().parameters(),
        config.hasObjective() ? List.of(config.objective()) : List.of(),
        config.get(Settings.PROGRAM_FILES),
        ExecutorFiles.none());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public List<Metric> metrics() {
    return metrics(Task.CLASSIFICATION);
  }

  /** The metric that ranks: the one that the sweep's file names, or else the usual one. */
  @Override
  public List<Metric> metrics(Task task) {
    if (!objective.isEmpty()) {
      return objective;
    }
    return List.of(
        switch (task) {
          case CLASSIFICATION -> NetworkMetrics.VALID_ACCURACY;
          case REGRESSION -> NetworkMetrics.VALID_RMSE;
        });
  }

  @Override
  public List<String> files() {
    return files;
  }

  @Override
  public CommandTrainer with(ExecutorFiles where) {
    return new CommandTrainer(parameters, objective, files, where);
  }

  @Override
  public void train(TrialContext context) {
    HostedTrial trial = HostedTrial.of(context);
    String measured = metrics(trial.dataset().examples().task()).get(0).name();
    GuardProcess.require(trial.host().place().host());
    Path scratch = trial.scratch();
    GuardProcess.add(scratch);
    try {
      ProgramSetup setup = ProgramSetup.of(trial, shipped);
      Ending ending = new ProgramRun(trial, setup, measured).run();
      if (ending.isFailed()) {
        trial.fail(ending);
      }
    } finally {
      // removed with the trial
      GuardProcess.forget(scratch);
    }
  }
}
