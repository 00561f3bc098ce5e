package dev.lambdasweep.driver.command;

import com.typesafe.config.ConfigUtil;
import dev.lambdasweep.core.trainer.Footprint;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.runner.TrialRunner;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.SmallSweep;
import dev.lambdasweep.driver.trial.TrainedTrial;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialHost;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Trials of programs without Spark, on small images with validation rows. */
final class Programs {
  static final long SEED = 0x123456789abcdef0L;
  static final TrialData DATA = new TrialData(SmallSweep.DATA, List.of());
  static final TrialData WITH_TEST = new TrialData(SmallSweep.DATA, List.of(SmallSweep.TEST));

  private Programs() {}

  /** A sweep whose program is a script of the shell, with some settings before. */
  static SweepConfig script(String script, String... settings) {
    return command(List.of("/bin/sh", "-c", script), settings);
  }

  /** A sweep with a program. */
  static SweepConfig command(List<String> words, String... settings) {
    String run = words.stream().map(ConfigUtil::quoteString).collect(Collectors.joining(", "));
    String file =
        Stream.concat(
                Stream.of("trainer { name = command, command.run = [" + run + "] }"),
                Stream.of(settings))
            .collect(Collectors.joining("\n"));
    return ConfigReader.read("program.conf", new StringReader(file), List.of());
  }

  static TrainedTrial train(SweepConfig config, TrialData data, TrialHost host) {
    return train(config, data, host, Rung.FULL);
  }

  private static TrainedTrial train(SweepConfig config, TrialData data, TrialHost host, Rung rung) {
    Trial trial = new Trial(3, 1, 2, SEED, new Point(Map.of()));
    Footprint footprint = new Footprint(trial, 1, 1, 0, 1);
    ResolvedTrial resolved = new ResolvedTrial(trial, config.values(), 0, footprint);
    return new TrialRunner(CommandTrainer.of(config))
        .train(new Group(List.of(resolved.upTo(rung))), data, host)
        .get(0);
  }

  static TrainedTrial train(SweepConfig config, Rung rung) {
    return train(config, DATA, SmallSweep.HOST, rung);
  }

  static TrainedTrial train(SweepConfig config) {
    return train(config, DATA, SmallSweep.HOST);
  }

  /** Numbers of running processes whose command line contains a text. */
  static List<Long> running(String text) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(text))
        .map(ProcessHandle::pid)
        .toList();
  }
}
