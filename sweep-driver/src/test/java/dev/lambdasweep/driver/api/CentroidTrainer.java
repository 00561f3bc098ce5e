package dev.lambdasweep.driver.api;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.TrialContext;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Nearest centroid, a trainer unrelated to the network: an image belongs to the class whose mean
 * training image is nearest, after all means have been shrunk towards the mean of all images.
 *
 * <p>Source of the shrinkage in its simplest form: Tibshirani et al., Diagnosis of multiple cancer
 * types by shrunken centroids of gene expression, 2002.
 */
public final class CentroidTrainer implements Trainer {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "centroid";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.real("shrinkage", 0, 0, 1),
        Parameter.text("distance", "euclidean", "euclidean", "manhattan"),
        Parameter.whole("most-examples", 100_000, 1, 1_000_000),
        Parameter.flag("complain", false));
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.maximize("valid_accuracy"), Metric.minimize("mean_distance"));
  }

  @Override
  public void train(TrialContext trial) {
    if (trial.parameters().flag("complain")) {
      throw new IllegalStateException("this trial complains");
    }
    double[][] centroids = centroids(trial);
    Dataset data = trial.dataset();
    BitSet correct = new BitSet();
    double distances = 0;
    int[] validation = data.validation();
    for (int i = 0; i < validation.length; i++) {
      double nearest = Double.POSITIVE_INFINITY;
      int best = -1;
      for (int label = 0; label < centroids.length; label++) {
        double distance =
            distance(
                data.examples(),
                validation[i],
                centroids[label],
                trial.parameters().text("distance"));
        if (distance < nearest) {
          nearest = distance;
          best = label;
        }
      }
      distances += nearest;
      correct.set(i, best == data.examples().label(validation[i]));
    }
    trial.outcomes(correct);
    trial.report(
        1,
        Map.of(
            "valid_accuracy",
            correct.cardinality() / (double) validation.length,
            "mean_distance",
            distances / validation.length));
  }

  private static double[][] centroids(TrialContext trial) {
    Examples examples = trial.dataset().examples();
    int[] training = trial.dataset().training();
    int count = (int) Math.min(training.length, trial.parameters().whole("most-examples"));
    double[][] sums = new double[examples.classes()][examples.inputs()];
    double[] all = new double[examples.inputs()];
    int[] sizes = new int[examples.classes()];
    for (int i = 0; i < count; i++) {
      int label = examples.label(training[i]);
      sizes[label]++;
      for (int j = 0; j < all.length; j++) {
        double feature = examples.feature(training[i], j);
        sums[label][j] += feature;
        all[j] += feature;
      }
    }
    double shrinkage = trial.parameters().real("shrinkage");
    for (int label = 0; label < sums.length; label++) {
      for (int j = 0; j < all.length; j++) {
        double mean = sums[label][j] / Math.max(1, sizes[label]);
        sums[label][j] = (1 - shrinkage) * mean + shrinkage * all[j] / count;
      }
    }
    return sums;
  }

  private static double distance(Examples examples, int example, double[] centroid, String kind) {
    double distance = 0;
    for (int j = 0; j < centroid.length; j++) {
      double difference = examples.feature(example, j) - centroid[j];
      distance += kind.equals("euclidean") ? difference * difference : Math.abs(difference);
    }
    return kind.equals("euclidean") ? Math.sqrt(distance) : distance;
  }
}
