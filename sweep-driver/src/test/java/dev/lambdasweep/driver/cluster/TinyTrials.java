package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Sgd;
import dev.lambdasweep.core.train.TrainingSpec;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.Trial;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialSetting;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Trials of a few milliseconds, on 40 synthetic images to train on and 20 to validate on. */
final class TinyTrials {
  private static final Dataset DATASET =
      Dataset.randomSplit(new Synthetic(60, 10, 1), List.of("training"), 20, 1);
  static final List<TrialData> DATA = List.of(new TrialData(DATASET, List.of()));

  private TinyTrials() {}

  /** A trial of 10 updates without a limit of time. */
  static TrialSetting setting(int number) {
    return setting(number, 0.01, 10, Double.POSITIVE_INFINITY);
  }

  static TrialSetting setting(int number, double rate, int updates, double maxSeconds) {
    return new TrialSetting(
        new Trial(number, 0, 1, new Point(Map.of("training.lambda", 0.01))),
        new NetworkSpec(
            DATASET.examples().inputs(),
            List.of(4),
            DATASET.examples().classes(),
            Activation.RELU,
            Loss.SOFTMAX_CROSS_ENTROPY),
        new InitialWeights.FanIn(),
        Precision.FLOAT32,
        new Sgd(new Constant(rate), new Penalty(0.01, Penalty.Convention.LAMBDA)),
        new TrainingSpec(updates, Batching.shuffled(10), 1, updates, 10, maxSeconds),
        0);
  }

  static Group group(int... trials) {
    return new Group(IntStream.of(trials).mapToObj(TinyTrials::setting).toList());
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
