package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.network.NetworkTrainer;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialData;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Trials of a few milliseconds, with 40 training and 20 validation images, all synthetic. */
final class TinyTrials {
  private static final Dataset DATASET =
      Dataset.randomSplit(new Synthetic(60, 10, 1), List.of("training"), 20, 1);
  private static final List<TrialData> DATA = List.of(new TrialData(DATASET, List.of()));

  private TinyTrials() {}

  /** A trial of 10 updates without a time limit. */
  static ResolvedTrial trial(int number) {
    return trial(number, 0.01, 10);
  }

  static ResolvedTrial trial(int number, double rate, int updates, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of("training.updates = " + updates, "training.learning-rate.rate = " + rate));
    all.addAll(List.of(settings));
    SettingValues values =
        ConfigReader.read(
                "tiny.conf",
                new StringReader("training.batch-size = 10\nnetwork.hidden = [4]\n"),
                all)
            .values();
    Trial trial = new Trial(number, 0, 1, new Point(Map.of("training.lambda", 0.01)));
    return new ResolvedTrial(trial, values, 0, new NetworkTrainer().footprint(values, DATASET));
  }

  static Group group(int... trials) {
    return new Group(IntStream.of(trials).mapToObj(TinyTrials::trial).toList());
  }

  /** Jobs that train tiny trials; nobody learns which of them train in this process. */
  static GroupJobs jobs(JavaSparkContext context, String tag, Trainer trainer) {
    return new GroupJobs(
        context,
        tag,
        trainer,
        SharedData.of(context, DATA),
        Checkpoint.Exchange.NONE,
        TrialNeeds.LEAST,
        LocalTrainings.UNKNOWN);
  }

  /** A context of two cores; Spark allows one at a time, so a session of another test ends. */
  static JavaSparkContext context(SparkConf conf) {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
    return new JavaSparkContext(
        conf.setMaster("local[2]").setAppName("tiny").set("spark.ui.enabled", "false"));
  }
}
