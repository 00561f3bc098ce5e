package dev.lambdasweep.core.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.random.Philox;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Gradients of a mini-batch in bfloat16 lie within the bound that docs/statistics.md derives. The
 * names are those of the derivation.
 */
class Bfloat16GradientTest {
  private static final int INPUTS = 300;
  private static final int CLASSES = 10;
  private static final int BATCH = 64;
  private static final double U = 0x1p-8;
  private static final double V = 0x1p-24;

  /** Generous relative error of what is computed in float32, far below that of bfloat16. */
  private static final double FLOAT32 = 1e-5;

  private static final int[] ALL = IntStream.range(0, BATCH).toArray();
  private static final Examples EXAMPLES = examples();
  private static final Standardizer STANDARDIZER = Standardizer.fit(EXAMPLES, ALL);

  /** Exact gradients with respect to W, the bound on their error, and the sums |G| |X|ᵀ. */
  private static final class Exact {
    private final double[][] gradient;
    private final double[][] bound;
    private final double[][] sums;

    private Exact(int width) {
      gradient = new double[width][INPUTS];
      bound = new double[width][INPUTS];
      sums = new double[width][INPUTS];
    }
  }

  @Test
  void liesWithinTheBoundWithoutHiddenLayers() {
    requireWithinBound(List.of(), Activation.RELU);
  }

  @ParameterizedTest
  @EnumSource
  void liesWithinTheBoundWithAHiddenLayer(Activation activation) {
    requireWithinBound(List.of(20), activation);
  }

  private static void requireWithinBound(List<Integer> hidden, Activation activation) {
    NetworkSpec spec =
        new NetworkSpec(INPUTS, hidden, CLASSES, activation, Loss.SOFTMAX_CROSS_ENTROPY);
    Network network = Network.initial(spec, new InitialWeights.FanIn(), Precision.BFLOAT16, 1);
    Exact exact = exact(network);
    Matrix before = network.layers().get(0).weights();
    Matrix after = updated(network).layers().get(0).weights();
    double largest = 0;
    for (int i = 0; i < spec.fanOut(0); i++) {
      for (int d = 0; d < INPUTS; d++) {
        double gradient = before.at(i, d) - after.at(i, d); // the rate is 1
        double error = Math.abs(gradient - exact.gradient[i][d]);
        double ofFloat32 = FLOAT32 * (Math.abs(before.at(i, d)) + exact.sums[i][d]);
        assertThat(error).isLessThanOrEqualTo(exact.bound[i][d] + ofFloat32);
        largest = Math.max(largest, error / ofFloat32);
      }
    }
    assertThat(largest).as("errors are those of bfloat16").isGreaterThan(10);
  }

  private static Network updated(Network network) {
    try (StackedNetwork stack = new StackedNetwork(List.of(network), BATCH)) {
      stack.gather(EXAMPLES, STANDARDIZER, ALL, 0, BATCH);
      stack.update(List.of(Steps.descent(1, 0)), 0, new double[1]);
      return stack.member(0);
    }
  }

  private static Exact exact(Network network) {
    Exact exact = new Exact(network.layers().get(0).weights().rows());
    float[] standardized = new float[INPUTS];
    for (int j = 0; j < BATCH; j++) {
      STANDARDIZER.apply(EXAMPLES, j, standardized);
      add(network, standardized, EXAMPLES.label(j), exact);
    }
    return exact;
  }

  /** Adds the part of one example. */
  private static void add(Network network, float[] x, int label, Exact exact) {
    Layer first = network.layers().get(0);
    int width = first.weights().rows();
    double[] z = new double[width];
    double[] tau = new double[width];
    for (int i = 0; i < width; i++) {
      double sums = Math.abs(first.biases().at(i, 0));
      z[i] = first.biases().at(i, 0);
      for (int d = 0; d < INPUTS; d++) {
        z[i] += first.weights().at(i, d) * x[d];
        sums += Math.abs(first.weights().at(i, d) * x[d]);
      }
      tau[i] = epsilon(INPUTS + 3) * sums;
    }
    double[] gradient = new double[width];
    double[] change = new double[width];
    if (network.layers().size() == 1) {
      gradientOfLogits(z, tau, label, gradient, change);
    } else {
      gradientOfHidden(network, z, tau, label, gradient, change);
    }
    for (int i = 0; i < width; i++) {
      double computed = Math.abs(gradient[i]) + change[i];
      for (int d = 0; d < INPUTS; d++) {
        exact.gradient[i][d] += gradient[i] * x[d];
        exact.bound[i][d] += (epsilon(BATCH + 2) * computed + change[i]) * Math.abs(x[d]);
        exact.sums[i][d] += computed * Math.abs(x[d]);
      }
    }
  }

  /** (p − y) / B and the bound on its change, for logits that change by at most tau. */
  private static void gradientOfLogits(
      double[] logits, double[] tau, int label, double[] gradient, double[] change) {
    double sum = 0;
    double t = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += Math.exp(logits[k]);
      t = Math.max(t, tau[k]);
    }
    for (int k = 0; k < logits.length; k++) {
      double p = Math.exp(logits[k]) / sum;
      gradient[k] = (p - (k == label ? 1 : 0)) / BATCH;
      change[k] = (Math.exp(2 * t) - 1) * p / BATCH;
    }
  }

  private static void gradientOfHidden(
      Network network, double[] z, double[] tau, int label, double[] gradient, double[] change) {
    Matrix upper = network.layers().get(1).weights();
    boolean isSigmoid = network.spec().activation() == Activation.SIGMOID;
    double[] logits = new double[CLASSES];
    double[] tauOfLogits = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      logits[k] = network.layers().get(1).biases().at(k, 0);
      for (int i = 0; i < z.length; i++) {
        logits[k] += upper.at(k, i) * (isSigmoid ? sigmoid(z[i]) : Math.max(0, z[i]));
        tauOfLogits[k] += Math.abs(upper.at(k, i)) * tau[i];
      }
    }
    double[] above = new double[CLASSES];
    double[] changeAbove = new double[CLASSES];
    gradientOfLogits(logits, tauOfLogits, label, above, changeAbove);
    for (int i = 0; i < z.length; i++) {
      double back = 0;
      double sums = 0;
      for (int k = 0; k < CLASSES; k++) {
        back += upper.at(k, i) * above[k];
        change[i] += Math.abs(upper.at(k, i)) * changeAbove[k];
        sums += Math.abs(upper.at(k, i)) * (Math.abs(above[k]) + changeAbove[k]);
      }
      if (isSigmoid) {
        gradient[i] = sigmoid(z[i]) * (1 - sigmoid(z[i])) * back;
        change[i] += tau[i] / (6 * Math.sqrt(3)) * sums;
      } else {
        gradient[i] = z[i] > 0 ? back : 0;
        change[i] += Math.abs(z[i]) > tau[i] ? 0 : sums;
      }
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double epsilon(int terms) {
    double gamma = terms * V / (1 - terms * V);
    return (1 + U) * (1 + U) * (1 + gamma) - 1;
  }

  private static Examples examples() {
    Philox random = new Philox(5, 1);
    byte[] features = new byte[BATCH * INPUTS];
    random.nextBytes(features);
    byte[] labels = new byte[BATCH];
    for (int j = 0; j < BATCH; j++) {
      labels[j] = (byte) random.nextInt(CLASSES);
    }
    return new Examples(features, labels, CLASSES, List.of(INPUTS));
  }
}
