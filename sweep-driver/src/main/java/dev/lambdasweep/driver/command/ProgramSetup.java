package dev.lambdasweep.driver.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lambdasweep.core.trainer.UnfitMachineException;
import dev.lambdasweep.driver.command.files.DataFiles;
import dev.lambdasweep.driver.command.files.SharedFiles;
import dev.lambdasweep.driver.setting.Placeholders;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.trial.ExecutorFiles;
import dev.lambdasweep.driver.trial.HostedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything that a program gets for one trial: its words, its environment and its directories.
 *
 * @param words the program and its arguments, without placeholders
 * @param variables its whole environment
 * @param directory its working directory
 * @param metrics file that it may report metrics in
 * @param predictions directory that it may write predictions to
 * @param keep directory of the files that a final sweep keeps
 */
record ProgramSetup(
    List<String> words,
    Map<String, String> variables,
    Path directory,
    Path metrics,
    Path predictions,
    Path keep) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Directory of our own in the working directory, where programs have theirs. */
  private static final String OURS = ".lambda-sweep";

  private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG");
  private static final List<String> THREAD_COUNTS =
      List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS");
  private static final String PREFIX = "LAMBDA_SWEEP_";

  ProgramSetup {
    words = List.copyOf(words);
    variables = Map.copyOf(variables);
  }

  /**
   * Prepares a trial.
   *
   * @param files files that it finds in its working directory
   * @throws UnfitMachineException if a directory cannot be written
   */
  static ProgramSetup of(HostedTrial trial, ExecutorFiles files) {
    SettingValues settings = SettingValues.of(trial.parameters());
    Path data = DataFiles.directory(trial, settings.get(Settings.DATA_FORMATS));
    Path directory = trial.scratch();
    Path ours = directory.resolve(OURS);
    Path parameters = ours.resolve("parameters.json");
    try {
      for (String name : List.of("predictions", "keep")) {
        Files.createDirectories(ours.resolve(name));
      }
      Files.write(parameters, JSON.writeValueAsBytes(trial.parameters().asMap()));
      SharedFiles.link(files, trial.host().scratch(), directory);
    } catch (IOException e) {
      throw new UnfitMachineException(
          "Cannot write the files of a trial to %s on %s: %s (free space there)"
              .formatted(directory, trial.host().place().host(), e.getMessage()),
          e);
    }
    Map<String, String> built = builtIn(trial);
    built.put("data", data.toString());
    built.put("scratch", directory.toString());
    built.put("parameters", parameters.toString());
    built.put("metrics", ours.resolve("metrics.jsonl").toString());
    built.put("predictions", ours.resolve("predictions").toString());
    built.put("keep", ours.resolve("keep").toString());
    Map<String, String> own = texts(trial);
    return new ProgramSetup(
        words(settings.get(Settings.RUN), own, built),
        variables(trial, settings, files, own, built),
        directory,
        Path.of(built.get("metrics")),
        Path.of(built.get("predictions")),
        Path.of(built.get("keep")));
  }

  /** The values of placeholders that are no parameters, without paths. */
  private static Map<String, String> builtIn(HostedTrial trial) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("seed", Long.toString(seed(trial.seed())));
    values.put("trial", Integer.toString(trial.trial()));
    values.put("repeat", Integer.toString(trial.repeat()));
    values.put("fold", Integer.toString(trial.fold()));
    values.put("threads", Integer.toString(trial.threads()));
    values.put("rung", trial.rung().isPresent() ? Integer.toString(trial.rung().getAsInt()) : "");
    return values;
  }

  /** The seed of a program: the first 31 bits, since many programs take no more. */
  static long seed(long seed) {
    return seed >>> 33;
  }

  /** The parameters as words of a command. */
  private static Map<String, String> texts(HostedTrial trial) {
    Map<String, String> texts = new LinkedHashMap<>();
    trial.parameters().asMap().forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  private static String text(Object value) {
    return value instanceof Double number ? Hocon.text(number) : value.toString();
  }

  /** The words of the command with the values of a trial. */
  static List<String> words(
      List<String> run, Map<String, String> parameters, Map<String, String> builtIn) {
    List<String> words = new ArrayList<>();
    for (String word : run) {
      if (word.equals(Placeholders.ARGUMENTS)) {
        parameters.forEach((name, value) -> words.addAll(List.of("--" + name, value)));
      } else {
        words.add(
            Placeholders.replace(
                word, name -> parameters.getOrDefault(name, builtIn.getOrDefault(name, ""))));
      }
    }
    return words;
  }

  private static Map<String, String> variables(
      HostedTrial trial,
      SettingValues settings,
      ExecutorFiles files,
      Map<String, String> parameters,
      Map<String, String> builtIn) {
    Map<String, String> variables = new LinkedHashMap<>();
    List<String> inherited = new ArrayList<>(INHERITED);
    inherited.addAll(settings.get(Settings.PASSED_VARIABLES));
    for (String name : inherited) {
      String value = System.getenv(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    variables.put("TMPDIR", builtIn.get("scratch"));
    THREAD_COUNTS.forEach(name -> variables.put(name, builtIn.get("threads")));
    List<String> devices = trial.resources().getOrDefault("gpu", List.of());
    if (!devices.isEmpty()) {
      variables.put("CUDA_VISIBLE_DEVICES", String.join(",", devices));
    }
    variables.put(PREFIX + "FILES", files.root().get().toAbsolutePath().toString());
    builtIn.forEach((name, value) -> variables.put(PREFIX + variable(name), value));
    if (trial.rung().isEmpty()) {
      variables.remove(PREFIX + "RUNG");
    }
    parameters.forEach((name, value) -> variables.put(PREFIX + "PARAM_" + variable(name), value));
    return variables;
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
