package dev.lambdasweep.core.nn;

/**
 * The naive twin of a network: plain loops over examples and units, float64, gradients summed into
 * arrays of their own, formulas as their papers have them.
 */
public final class NaiveNetwork {
  public final double[][][] weights;
  public final double[][] biases;
  private final NetworkSpec spec;
  private final double[][][] weightGradients;
  private final double[][] biasGradients;
  private final double[][][][] weightMoments = new double[2][][][];
  private final double[][][] biasMoments = new double[2][][];
  private int adamUpdates;

  public NaiveNetwork(Network network) {
    spec = network.spec();
    int depth = network.layers().size();
    weights = zerosLikeWeights(depth);
    biases = zerosLikeBiases(depth);
    weightGradients = zerosLikeWeights(depth);
    biasGradients = zerosLikeBiases(depth);
    for (int moment = 0; moment < 2; moment++) {
      weightMoments[moment] = zerosLikeWeights(depth);
      biasMoments[moment] = zerosLikeBiases(depth);
    }
    for (int l = 0; l < depth; l++) {
      Layer layer = network.layers().get(l);
      for (int i = 0; i < weights[l].length; i++) {
        biases[l][i] = layer.biases().at(i, 0);
        for (int j = 0; j < weights[l][i].length; j++) {
          weights[l][i][j] = layer.weights().at(i, j);
        }
      }
    }
  }

  private double[][][] zerosLikeWeights(int depth) {
    double[][][] zeros = new double[depth][][];
    for (int l = 0; l < depth; l++) {
      zeros[l] = new double[spec.fanOut(l)][spec.fanIn(l)];
    }
    return zeros;
  }

  private double[][] zerosLikeBiases(int depth) {
    double[][] zeros = new double[depth][];
    for (int l = 0; l < depth; l++) {
      zeros[l] = new double[spec.fanOut(l)];
    }
    return zeros;
  }

  /** One update of gradient descent; returns the mean loss before it. */
  public double update(double[][] examples, double[] targets, double rate, double gradientFactor) {
    double loss = computeGradients(examples, targets, gradientFactor);
    for (int l = 0; l < weights.length; l++) {
      for (int i = 0; i < weights[l].length; i++) {
        biases[l][i] -= rate * biasGradients[l][i];
        for (int j = 0; j < weights[l][i].length; j++) {
          weights[l][i][j] -= rate * weightGradients[l][i][j];
        }
      }
    }
    return loss;
  }

  /** One update of Adam; returns the mean loss before it. */
  public double updateByAdam(
      double[][] examples,
      double[] targets,
      double rate,
      double gradientFactor,
      double beta1,
      double beta2,
      double epsilon) {
    double loss = computeGradients(examples, targets, gradientFactor);
    adamUpdates++;
    for (int l = 0; l < weights.length; l++) {
      for (int i = 0; i < weights[l].length; i++) {
        double[] m = biasMoments[0][l];
        double[] v = biasMoments[1][l];
        m[i] = beta1 * m[i] + (1 - beta1) * biasGradients[l][i];
        v[i] = beta2 * v[i] + (1 - beta2) * Math.pow(biasGradients[l][i], 2);
        biases[l][i] -= adamStep(m[i], v[i], rate, beta1, beta2, epsilon);
        m = weightMoments[0][l][i];
        v = weightMoments[1][l][i];
        for (int j = 0; j < weights[l][i].length; j++) {
          m[j] = beta1 * m[j] + (1 - beta1) * weightGradients[l][i][j];
          v[j] = beta2 * v[j] + (1 - beta2) * Math.pow(weightGradients[l][i][j], 2);
          weights[l][i][j] -= adamStep(m[j], v[j], rate, beta1, beta2, epsilon);
        }
      }
    }
    return loss;
  }

  /** One update of gradient descent with momentum; returns the mean loss before it. */
  public double updateWithMomentum(
      double[][] examples, double[] targets, double rate, double gradientFactor, double momentum) {
    double loss = computeGradients(examples, targets, gradientFactor);
    for (int l = 0; l < weights.length; l++) {
      for (int i = 0; i < weights[l].length; i++) {
        double[] velocity = biasMoments[0][l];
        velocity[i] = momentum * velocity[i] + biasGradients[l][i];
        biases[l][i] -= rate * velocity[i];
        velocity = weightMoments[0][l][i];
        for (int j = 0; j < weights[l][i].length; j++) {
          velocity[j] = momentum * velocity[j] + weightGradients[l][i][j];
          weights[l][i][j] -= rate * velocity[j];
        }
      }
    }
    return loss;
  }

  private double adamStep(
      double m, double v, double rate, double beta1, double beta2, double epsilon) {
    double unbiasedMean = m / (1 - Math.pow(beta1, adamUpdates));
    double unbiasedSquare = v / (1 - Math.pow(beta2, adamUpdates));
    return rate * unbiasedMean / (Math.sqrt(unbiasedSquare) + epsilon);
  }

  /** Gradients of the cost; returns the mean loss. */
  private double computeGradients(double[][] examples, double[] targets, double gradientFactor) {
    for (int l = 0; l < weights.length; l++) {
      for (int i = 0; i < weights[l].length; i++) {
        biasGradients[l][i] = 0;
        for (int j = 0; j < weights[l][i].length; j++) {
          weightGradients[l][i][j] = gradientFactor * weights[l][i][j];
        }
      }
    }
    double loss = 0;
    for (int n = 0; n < examples.length; n++) {
      double[][] outputs = forward(examples[n]);
      double[] logits = outputs[weights.length];
      loss += loss(logits, targets[n]) / examples.length;
      double[] delta = lossGradient(logits, targets[n]);
      for (int l = weights.length - 1; l >= 0; l--) {
        double[] below = new double[weights[l][0].length];
        for (int i = 0; i < delta.length; i++) {
          biasGradients[l][i] += delta[i] / examples.length;
          for (int j = 0; j < below.length; j++) {
            weightGradients[l][i][j] += delta[i] * outputs[l][j] / examples.length;
            below[j] += weights[l][i][j] * delta[i] * slope(outputs[l][j]);
          }
        }
        delta = below;
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
        outputs[l + 1][i] = l < weights.length - 1 ? activation(z) : z;
      }
    }
    return outputs;
  }

  private double activation(double z) {
    return switch (spec.activation()) {
      case RELU -> Math.max(0, z);
      case SIGMOID -> 1 / (1 + Math.exp(-z));
    };
  }

  /** Derivative of the activation at output y. */
  private double slope(double y) {
    return switch (spec.activation()) {
      case RELU -> y > 0 ? 1 : 0;
      case SIGMOID -> y * (1 - y);
    };
  }

  /** Loss of one example: of a class, or of a standardized value. */
  public double loss(double[] outputs, double target) {
    return switch (spec.loss()) {
      case SOFTMAX_CROSS_ENTROPY -> -Math.log(probabilities(outputs)[(int) target]);
      case MULTIPLE_BINARY_CROSS_ENTROPY -> {
        double[] probabilities = probabilities(outputs);
        double sum = 0;
        for (int k = 0; k < outputs.length; k++) {
          sum -= Math.log(k == (int) target ? probabilities[k] : 1 - probabilities[k]);
        }
        yield sum / outputs.length;
      }
      case SQUARED_ERROR -> Math.pow(outputs[0] - target, 2);
      case HUBER -> {
        double size = Math.abs(outputs[0] - target);
        yield 2 * (size <= 1 ? size * size / 2 : size - 0.5);
      }
    };
  }

  private double[] lossGradient(double[] outputs, double target) {
    return switch (spec.loss()) {
      case SOFTMAX_CROSS_ENTROPY, MULTIPLE_BINARY_CROSS_ENTROPY -> {
        double[] gradient = probabilities(outputs);
        gradient[(int) target] -= 1;
        if (spec.loss() == Loss.MULTIPLE_BINARY_CROSS_ENTROPY) {
          for (int k = 0; k < gradient.length; k++) {
            gradient[k] /= gradient.length;
          }
        }
        yield gradient;
      }
      case SQUARED_ERROR -> new double[] {2 * (outputs[0] - target)};
      case HUBER -> {
        double error = outputs[0] - target;
        yield new double[] {Math.abs(error) <= 1 ? 2 * error : 2 * Math.signum(error)};
      }
    };
  }

  /** The probabilities that the loss assigns to the logits of one example. */
  public double[] probabilities(double[] logits) {
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] =
          switch (spec.loss()) {
            case SOFTMAX_CROSS_ENTROPY -> Math.exp(logits[k]) / sum;
            case MULTIPLE_BINARY_CROSS_ENTROPY -> 1 / (1 + Math.exp(-logits[k]));
            case SQUARED_ERROR, HUBER ->
                throw new IllegalStateException("values have no probabilities");
          };
    }
    return probabilities;
  }
}
