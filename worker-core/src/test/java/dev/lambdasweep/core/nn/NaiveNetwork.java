package dev.lambdasweep.core.nn;

/**
 * The naive twin of a ReLU network with softmax cross-entropy: plain loops over examples and units,
 * float64, gradients summed into arrays of their own.
 */
public final class NaiveNetwork {
  public final double[][][] weights;
  public final double[][] biases;

  public NaiveNetwork(Network network) {
    int depth = network.layers().size();
    weights = new double[depth][][];
    biases = new double[depth][];
    for (int l = 0; l < depth; l++) {
      Layer layer = network.layers().get(l);
      weights[l] = new double[layer.weights().rows()][layer.weights().columns()];
      biases[l] = new double[layer.weights().rows()];
      for (int i = 0; i < weights[l].length; i++) {
        biases[l][i] = layer.biases().at(i, 0);
        for (int j = 0; j < weights[l][i].length; j++) {
          weights[l][i][j] = layer.weights().at(i, j);
        }
      }
    }
  }

  /** One update; returns the mean loss before it. */
  public double update(double[][] examples, int[] labels, double rate, double gradientFactor) {
    double[][][] weightGradients = new double[weights.length][][];
    double[][] biasGradients = new double[weights.length][];
    for (int l = 0; l < weights.length; l++) {
      weightGradients[l] = new double[weights[l].length][weights[l][0].length];
      biasGradients[l] = new double[weights[l].length];
    }
    double loss = 0;
    for (int n = 0; n < examples.length; n++) {
      double[][] outputs = forward(examples[n]);
      double[] delta = softmax(outputs[weights.length]);
      loss -= Math.log(delta[labels[n]]) / examples.length;
      delta[labels[n]] -= 1;
      for (int l = weights.length - 1; l >= 0; l--) {
        double[] below = new double[weights[l][0].length];
        for (int i = 0; i < delta.length; i++) {
          biasGradients[l][i] += delta[i] / examples.length;
          for (int j = 0; j < below.length; j++) {
            weightGradients[l][i][j] += delta[i] * outputs[l][j] / examples.length;
            below[j] += outputs[l][j] > 0 ? weights[l][i][j] * delta[i] : 0;
          }
        }
        delta = below;
      }
    }
    for (int l = 0; l < weights.length; l++) {
      for (int i = 0; i < weights[l].length; i++) {
        biases[l][i] -= rate * biasGradients[l][i];
        for (int j = 0; j < weights[l][i].length; j++) {
          weights[l][i][j] -= rate * (weightGradients[l][i][j] + gradientFactor * weights[l][i][j]);
        }
      }
    }
    return loss;
  }

  /** Inputs, every hidden layer's outputs, logits. */
  public double[][] forward(double[] example) {
    double[][] outputs = new double[weights.length + 1][];
    outputs[0] = example;
    for (int l = 0; l < weights.length; l++) {
      outputs[l + 1] = new double[weights[l].length];
      for (int i = 0; i < weights[l].length; i++) {
        double z = biases[l][i];
        for (int j = 0; j < outputs[l].length; j++) {
          z += weights[l][i][j] * outputs[l][j];
        }
        outputs[l + 1][i] = l < weights.length - 1 ? Math.max(0, z) : z;
      }
    }
    return outputs;
  }

  static double[] softmax(double[] logits) {
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = Math.exp(logits[k]) / sum;
    }
    return probabilities;
  }
}
