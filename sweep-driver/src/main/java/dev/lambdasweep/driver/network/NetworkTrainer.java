package dev.lambdasweep.driver.network;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.linalg.JavaRuntime;
import dev.lambdasweep.core.model.Model;
import dev.lambdasweep.core.model.ModelFile;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.train.CurveObserver;
import dev.lambdasweep.core.train.CurvePoint;
import dev.lambdasweep.core.train.Evaluation;
import dev.lambdasweep.core.train.Measures;
import dev.lambdasweep.core.train.Member;
import dev.lambdasweep.core.train.MemberRun;
import dev.lambdasweep.core.train.Quality;
import dev.lambdasweep.core.train.Trained;
import dev.lambdasweep.core.train.Training;
import dev.lambdasweep.core.train.TrainingSpec;
import dev.lambdasweep.core.trainer.Footprint;
import dev.lambdasweep.core.trainer.GroupTrainer;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Parameters;
import dev.lambdasweep.core.trainer.TrialContext;
import dev.lambdasweep.driver.setting.NetworkMetrics;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.trial.StandardFigures;
import dev.lambdasweep.driver.trial.TimedTrainer;
import dev.lambdasweep.driver.trial.TrainerWithLength;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The built-in trainer: the worker core's networks. Its parameters are the settings {@code
 * network.*} and {@code training.*} themselves. Trials of one shape and length are stacked along
 * their first layer.
 */
public final class NetworkTrainer implements GroupTrainer, TimedTrainer, TrainerWithLength {
  private static final long serialVersionUID = 1;

  /** Value of {@code trainer.name} that selects it. */
  public static final String NAME = Settings.NETWORK;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public List<Metric> metrics() {
    return NetworkMetrics.CLASSIFICATION;
  }

  @Override
  public List<Metric> metrics(Task task) {
    return switch (task) {
      case CLASSIFICATION -> NetworkMetrics.CLASSIFICATION;
      case REGRESSION -> NetworkMetrics.REGRESSION;
    };
  }

  @Override
  public boolean continues() {
    return true;
  }

  @Override
  public Footprint footprint(Parameters parameters, Dataset dataset) {
    // the footprint does not depend on the seed
    return NetworkSettings.recipe(SettingValues.of(parameters), 0, dataset).footprint();
  }

  @Override
  public Length length(SettingValues values, Dataset dataset) {
    return NetworkSettings.length(values, dataset);
  }

  @Override
  public void trainTogether(List<? extends TrialContext> trials) {
    JavaRuntime.requireArraysStay();
    List<Recipe> recipes = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    Map<List<Object>, Network> drawn = new HashMap<>();
    for (TrialContext trial : trials) {
      Recipe recipe =
          NetworkSettings.recipe(
              SettingValues.of(trial.parameters()), trial.seed(), trial.dataset());
      recipes.add(recipe);
      // drawn once for all that begin alike, which takes as long as about ten updates
      Network initial =
          drawn.computeIfAbsent(
              List.of(recipe.network(), recipe.initialWeights(), recipe.precision(), trial.seed()),
              absent -> initial(recipe, trial.seed()));
      members.add(new Member(initial, recipe.optimizer()));
    }
    List<MemberRun> runs = runs(spec(recipes.get(0), trials.get(0)), members, trials);
    for (int k = 0; k < runs.size(); k++) {
      report(trials.get(k), recipes.get(k), runs.get(k));
    }
  }

  private static Network initial(Recipe recipe, long seed) {
    return Network.initial(recipe.network(), recipe.initialWeights(), recipe.precision(), seed);
  }

  /** The training of a group, all of whose trials end at the same rung. */
  private static TrainingSpec spec(Recipe recipe, TrialContext trial) {
    TrainingSpec full = recipe.training();
    return trial.rung().isPresent() ? full.upTo(trial.rung().getAsInt()) : full;
  }

  private static List<MemberRun> runs(
      TrainingSpec spec, List<Member> members, List<? extends TrialContext> trials) {
    List<byte[]> checkpoints =
        trials.stream().flatMap(trial -> trial.checkpoint().stream()).toList();
    Map<Integer, CurvePoint> atRung = new TreeMap<>();
    CurveObserver observer =
        (k, point) -> {
          if (isOfCutAlone(point, spec)) {
            atRung.put(k, point);
          } else {
            report(trials.get(k), point);
          }
        };
    try (Training training = new Training(spec, members, trials.get(0).dataset(), observer)) {
      if (!checkpoints.isEmpty()) {
        training.restore(checkpoints);
      }
      List<MemberRun> runs = training.run();
      for (int k = 0; k < runs.size(); k++) {
        TrialContext trial = trials.get(k);
        training.checkpoint(k, trial.mostCheckpointBytes()).ifPresent(trial::checkpoint);
      }
      atRung.forEach((k, point) -> report(trials.get(k), point));
      return runs;
    }
  }

  /** Whether a training of full length would not have measured a point. */
  private static boolean isOfCutAlone(CurvePoint point, TrainingSpec spec) {
    return spec.isCut()
        && point.update() == spec.updates()
        && point.update() % spec.curveEvery() != 0;
  }

  private static void report(TrialContext trial, CurvePoint point) {
    trial.report(point.update(), metrics(point));
  }

  private static void report(TrialContext trial, Recipe recipe, MemberRun run) {
    if (run.ending().isFailed()) {
      trial.fail(run.ending());
    }
    long start = System.nanoTime();
    run.trained().ifPresent(trained -> report(trial, recipe, trained));
    double testSeconds = trial.test().isEmpty() ? 0 : (System.nanoTime() - start) / 1e9;
    trial.course(
        new TrialContext.Course(
            run.updates(), run.epochs(), run.trainSeconds(), run.evaluateSeconds() + testSeconds));
  }

  private static void report(TrialContext trial, Recipe recipe, Trained trained) {
    Measures validation = trained.validation();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.putAll(StandardFigures.of("train", trained.training()));
    figures.putAll(StandardFigures.of("valid", validation));
    // rows with weights cannot be compared one by one, nor does their accuracy follow a binomial
    if (!trial.dataset().examples().targets().areWeighted()) {
      if (validation.quality() instanceof Quality.OfClasses classes) {
        trial.outcomes(trained.validationOutcomes().correct());
        figures.put("valid_accuracy_se", classes.standardError(validation.rows()));
      } else {
        trial.errors(trained.validationOutcomes().errors());
      }
    }
    trial.test().ifPresent(test -> test(trial, recipe, trained, test, figures));
    trial.figures(figures);
  }

  /** Measures a network on the test images and saves it. */
  private static void test(
      TrialContext trial,
      Recipe recipe,
      Trained trained,
      Examples test,
      Map<String, Double> figures) {
    Network network = trained.network();
    Dataset data = trial.dataset();
    Measures measures =
        Evaluation.evaluate(network, recipe.optimizer().penalty(), test, data.standardizer())
            .measures();
    figures.putAll(StandardFigures.of("test", measures));
    trial.tested(Evaluation.predict(network, test, data.standardizer()));
    Map<String, String> notes = new TreeMap<>();
    notes.put("trial", String.valueOf(trial.trial()));
    notes.put("repeat", String.valueOf(trial.repeat()));
    notes.put("point", trial.point().toString());
    data.examples()
        .schema()
        .ifPresent(
            schema -> notes.put(DataNote.NAME, DataNote.of(SettingValues.of(trial.parameters()))));
    trial.model(
        ModelFile.write(
            new Model(
                network,
                recipe.optimizer().penalty(),
                data.standardizer(),
                data.examples().schema().stream().toList(),
                notes)));
  }

  private static Map<String, Double> metrics(CurvePoint point) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("epoch", point.epoch());
    metrics.put("learning_rate", point.learningRate());
    metrics.putAll(StandardFigures.of("train", point.training()));
    metrics.putAll(StandardFigures.of("valid", point.validation()));
    return metrics;
  }
}
