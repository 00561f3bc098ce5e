package dev.lambdasweep.core.model;

import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Penalty.Convention;
import java.util.List;
import java.util.Map;

/** Models for the tests of this package. */
final class Models {
  private Models() {}

  /** 3 inputs, 5 hidden units, 4 classes: W1 and b1 have an odd number of elements. */
  static Model small(Precision precision) {
    NetworkSpec spec =
        new NetworkSpec(3, List.of(5), 4, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    Network network = Network.initial(spec, new InitialWeights.FanIn(), precision, 1);
    network.layers().forEach(layer -> layer.biases().set(1, 0, 1.0 / 3));
    return new Model(
        network,
        new Penalty(0.007, Convention.HALF_LAMBDA),
        new Standardizer(new double[] {1.0 / 3, 120, 0}, new double[] {60, 1e-3, 1}),
        List.of(),
        Map.of("trial", "7", "point", "{λ=\"1\"}"));
  }
}
