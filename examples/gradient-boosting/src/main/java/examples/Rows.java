package examples;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Targets;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Rows of a data set, as XGBoost's matrix, whose memory is outside Java's heap. */
final class Rows implements AutoCloseable {
  private final Examples examples;
  private final int[] indices;
  private final DMatrix matrix;

  private Rows(Examples examples, int[] indices, DMatrix matrix) {
    this.examples = examples;
    this.indices = indices;
    this.matrix = matrix;
  }

  /** Copies rows. A missing value is NaN on both sides. */
  static Rows of(Examples examples, int[] indices) throws XGBoostError {
    int inputs = examples.inputs();
    float[] features = new float[Math.multiplyExact(indices.length, inputs)];
    float[] targets = new float[indices.length];
    float[] weights = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      for (int j = 0; j < inputs; j++) {
        features[i * inputs + j] = examples.feature(indices[i], j);
      }
      targets[i] = (float) examples.targets().at(indices[i]);
      weights[i] = (float) examples.targets().weight(indices[i]);
    }
    DMatrix matrix = new DMatrix(features, indices.length, inputs, Float.NaN);
    matrix.setLabel(targets);
    matrix.setWeight(weights);
    return new Rows(examples, indices, matrix);
  }

  /** Copies all rows. */
  static Rows all(Examples examples) throws XGBoostError {
    return of(examples, IntStream.range(0, examples.size()).toArray());
  }

  /** Features and targets of the rows. */
  DMatrix matrix() {
    return matrix;
  }

  /** How well a model predicts them. */
  Scores scores(Booster model) throws XGBoostError {
    Targets targets = examples.targets();
    double[] actual = IntStream.of(indices).mapToDouble(targets::at).toArray();
    double[] weights = IntStream.of(indices).mapToDouble(targets::weight).toArray();
    return new Scores(model.predict(matrix), actual, weights, examples.classes());
  }

  @Override
  public void close() {
    matrix.dispose();
  }
}
