package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.linalg.Blas;
import dev.lambdasweep.core.linalg.JavaRuntime;
import dev.lambdasweep.core.model.Model;
import dev.lambdasweep.core.model.ModelFile;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.train.Evaluation;
import dev.lambdasweep.core.train.Measures;
import dev.lambdasweep.core.train.Member;
import dev.lambdasweep.core.train.MemberRun;
import dev.lambdasweep.core.train.Trained;
import dev.lambdasweep.core.train.Training;
import dev.lambdasweep.core.train.TrainingSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    Map<String, Double> figures = figures(setting, run, data);
    List<TestDetail> detail = detail(run, data);
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
    TrialResult result =
        new TrialResult(
            setting.trial(),
            run.ending(),
            figures,
            new Extent(run.updates(), run.epochs()),
            execution,
            run.curve().stream().map(NetworkTrainer::curvePoint).toList(),
            run.trained().stream().map(NetworkTrainer::outcomes).toList(),
            detail);
    return new TrainedTrial(result, model(setting, run, data));
  }

  private static ImageOutcomes outcomes(Trained trained) {
    return new ImageOutcomes(trained.validation().images(), trained.validationCorrect());
  }

  private static Map<String, Double> figures(TrialSetting setting, MemberRun run, TrialData data) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Trained trained : run.trained().stream().toList()) {
      figures.putAll(StandardFigures.of("train", trained.training()));
      figures.putAll(StandardFigures.of("valid", trained.validation()));
      figures.put("valid_accuracy_se", trained.validation().accuracyStandardError());
      test(setting, trained, data)
          .forEach(measures -> figures.putAll(StandardFigures.of("test", measures)));
    }
    return figures;
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

  private static List<Measures> test(TrialSetting setting, Trained trained, TrialData data) {
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

  private static List<TestDetail> detail(MemberRun run, TrialData data) {
    return run.trained().stream()
        .flatMap(
            trained ->
                data.test().stream()
                    .map(
                        test ->
                            Evaluation.predict(
                                trained.network(), test, data.dataset().standardizer())))
        .map(TestDetail::of)
        .toList();
  }

  private static List<byte[]> model(TrialSetting setting, MemberRun run, TrialData data) {
    if (data.test().isEmpty()) {
      return List.of();
    }
    Map<String, String> notes =
        Map.of(
            "trial", String.valueOf(setting.trial().number()),
            "repeat", String.valueOf(setting.trial().repeat()),
            "point", setting.trial().point().values().toString());
    return run.trained().stream()
        .map(
            trained ->
                ModelFile.write(
                    new Model(
                        trained.network(),
                        setting.optimizer().penalty(),
                        data.dataset().standardizer(),
                        notes)))
        .toList();
  }
}
