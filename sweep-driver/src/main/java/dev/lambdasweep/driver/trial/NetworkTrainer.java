package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.linalg.JavaRuntime;
import dev.lambdasweep.core.model.Model;
import dev.lambdasweep.core.model.ModelFile;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.train.Evaluation;
import dev.lambdasweep.core.train.Measures;
import dev.lambdasweep.core.train.Member;
import dev.lambdasweep.core.train.MemberRun;
import dev.lambdasweep.core.train.Training;
import dev.lambdasweep.core.train.TrainingSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trains the worker core's networks. */
public final class NetworkTrainer implements Trainer {
  @Override
  public List<TrainedTrial> train(Group group, TrialData data, Place place) {
    JavaRuntime.requireArraysStay();
    Instant startedAt = Instant.now();
    List<Member> members =
        group.settings().stream()
            .map(setting -> new Member(initial(setting), setting.optimizer()))
            .toList();
    List<MemberRun> runs = runs(group.settings().get(0).training(), members, data.dataset());
    List<TrainedTrial> trained = new ArrayList<>();
    for (int k = 0; k < runs.size(); k++) {
      TrialSetting setting = group.settings().get(k);
      trained.add(result(setting, runs.get(k), runs.size(), startedAt, data, place));
    }
    return trained;
  }

  private static List<MemberRun> runs(TrainingSpec spec, List<Member> members, Dataset data) {
    try (Training training = new Training(spec, members, data)) {
      return training.run();
    }
  }

  private static Network initial(TrialSetting setting) {
    return Network.initial(
        setting.network(), setting.initialWeights(), setting.precision(), setting.trial().seed());
  }

  private static TrainedTrial result(
      TrialSetting setting,
      MemberRun run,
      int fused,
      Instant startedAt,
      TrialData data,
      Place place) {
    long testStart = System.nanoTime();
    Outcome outcome = outcome(setting, run.ending(), data);
    List<TestDetail> detail = detail(run.ending(), data);
    double testSeconds = data.test().isEmpty() ? 0 : (System.nanoTime() - testStart) / 1e9;
    Execution execution =
        new Execution(
            startedAt,
            run.trainSeconds(),
            run.evaluateSeconds() + testSeconds,
            fused,
            place.host(),
            place.executor(),
            place.attempt(),
            Blas.names(),
            place.application());
    BitSet correct =
        run.ending() instanceof Ending.Trained trained ? trained.validationCorrect() : new BitSet();
    TrialResult result =
        new TrialResult(
            setting.trial(),
            outcome,
            run.updates(),
            run.epochs(),
            execution,
            run.curve().stream().map(NetworkTrainer::curvePoint).toList(),
            correct,
            detail);
    return new TrainedTrial(result, model(setting, run.ending(), data));
  }

  private static Outcome outcome(TrialSetting setting, Ending ending, TrialData data) {
    if (ending instanceof Ending.Trained trained) {
      return new Outcome.Complete(
          new Figures(trained.training(), trained.validation(), test(setting, trained, data)));
    }
    if (ending instanceof Ending.Diverged diverged) {
      return new Outcome.Failed(
          FailReason.DIVERGED,
          "a loss or weight was not finite after " + diverged.update() + " updates");
    }
    Ending.TimedOut late = (Ending.TimedOut) ending;
    return new Outcome.Failed(
        FailReason.TIMEOUT,
        String.format(
            Locale.ROOT,
            "trained for %.1f s, longer than trial-timeout, and stopped after %d updates",
            late.seconds(),
            late.update()));
  }

  private static CurvePoint curvePoint(dev.lambdasweep.core.train.CurvePoint point) {
    return new CurvePoint(
        point.update(),
        point.epoch(),
        point.learningRate(),
        point.training().loss(),
        point.training().cost(),
        point.training().accuracy(),
        point.validation().loss(),
        point.validation().cost(),
        point.validation().accuracy());
  }

  private static List<Measures> test(TrialSetting setting, Ending.Trained trained, TrialData data) {
    return data.test().stream()
        .map(
            (Examples test) ->
                Evaluation.evaluate(
                        trained.network(),
                        setting.optimizer().penalty(),
                        test,
                        data.dataset().standardizer())
                    .measures())
        .toList();
  }

  private static List<TestDetail> detail(Ending ending, TrialData data) {
    if (!(ending instanceof Ending.Trained trained)) {
      return List.of();
    }
    return data.test().stream()
        .map(
            (Examples test) ->
                TestDetail.of(
                    Evaluation.predict(trained.network(), test, data.dataset().standardizer())))
        .toList();
  }

  private static List<byte[]> model(TrialSetting setting, Ending ending, TrialData data) {
    if (data.test().isEmpty() || !(ending instanceof Ending.Trained trained)) {
      return List.of();
    }
    Map<String, String> notes =
        Map.of(
            "trial", String.valueOf(setting.trial().number()),
            "repeat", String.valueOf(setting.trial().repeat()),
            "point", setting.trial().point().values().toString());
    return List.of(
        ModelFile.write(
            new Model(
                trained.network(),
                setting.optimizer().penalty(),
                data.dataset().standardizer(),
                notes)));
  }
}
