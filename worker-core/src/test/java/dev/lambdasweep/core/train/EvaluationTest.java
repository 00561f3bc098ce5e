package dev.lambdasweep.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.linalg.Precision;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.Layer;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.StackedNetwork;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.train.Evaluation.Evaluated;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  @Test
  void givesTheHandComputedFigures() {
    // one input x, logits (0, x); x of three examples are 0, 1 and 3, labels 0, 1 and 0
    NetworkSpec spec =
        new NetworkSpec(1, List.of(), 2, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    Matrix weights = Matrix.zeros(Precision.FLOAT64, 2, 1);
    weights.set(1, 0, 1);
    Network network =
        new Network(spec, List.of(new Layer(weights, Matrix.zeros(Precision.FLOAT64, 2, 1))));
    Examples examples = new Examples(new byte[] {0, 1, 3}, new byte[] {0, 1, 0}, 2, List.of(1));
    Standardizer none = new Standardizer(new double[] {0}, new double[] {1});
    Penalty penalty = new Penalty(0.5, Penalty.Convention.HALF_LAMBDA);

    Evaluated evaluated = Evaluation.evaluate(network, penalty, examples, none);

    double loss = (Math.log(2) + Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(3))) / 3;
    assertThat(evaluated.measures().loss()).isCloseTo(loss, within(1e-15));
    assertThat(evaluated.measures().cost()).isCloseTo(loss + 0.25, within(1e-15));
    // of equal logits the first class is predicted
    assertThat(evaluated.correct()).isEqualTo(BitSet.valueOf(new long[] {0b011}));
    assertThat(evaluated.measures().accuracy()).isEqualTo(2.0 / 3);
    assertThat(evaluated.measures().images()).isEqualTo(3);
  }

  @Test
  void givesTheHandComputedFiguresOfBinaryCrossEntropies() {
    // one input x, logits (0, x · ln 3); x is 0, 1 and −1, labels 0, 1 and 1
    NetworkSpec spec =
        new NetworkSpec(1, List.of(), 2, Activation.SIGMOID, Loss.MULTIPLE_BINARY_CROSS_ENTROPY);
    Matrix weights = Matrix.zeros(Precision.FLOAT64, 2, 1);
    weights.set(1, 0, Math.log(3));
    Network network =
        new Network(spec, List.of(new Layer(weights, Matrix.zeros(Precision.FLOAT64, 2, 1))));
    Examples examples = new Examples(new byte[] {1, 2, 0}, new byte[] {0, 1, 1}, 2, List.of(1));
    Standardizer centre = new Standardizer(new double[] {1}, new double[] {1});

    Evaluated evaluated = Evaluation.evaluate(network, SmallProblem.NONE, examples, centre);

    // sigmoids (½, ½), (½, ¾) and (½, ¼); a probability of ½ gives −ln ½, whatever the label
    double second = (Math.log(2) + Math.log(4.0 / 3) + Math.log(4)) / 3;
    assertThat(evaluated.measures().loss()).isCloseTo((Math.log(2) + second) / 2, within(1e-15));
    assertThat(evaluated.correct()).isEqualTo(BitSet.valueOf(new long[] {0b011}));
    assertThat(Evaluation.predict(network, examples, centre).trueClassProbabilities())
        .containsExactly(new double[] {0.5, 0.75, 0.25}, within(1e-15));
  }

  @Test
  void givesTheProbabilitiesOfTrueClassesInTheOrderOfTheExamples() {
    Examples examples = SmallProblem.examples(1203);
    Network network = SmallProblem.network(List.of(5), Precision.FLOAT64);
    int[] all = IntStream.range(0, examples.size()).toArray();
    Standardizer standardizer = Standardizer.fit(examples, all);
    double[] probabilities =
        Evaluation.predict(network, examples, standardizer).trueClassProbabilities();
    double loss = 0;
    for (double probability : probabilities) {
      loss -= Math.log(probability) / probabilities.length;
    }
    Evaluated evaluated = Evaluation.evaluate(network, SmallProblem.NONE, examples, standardizer);
    assertThat(probabilities).hasSize(1203);
    assertThat(loss).isCloseTo(evaluated.measures().loss(), within(1e-12));
  }

  @Test
  void doesNotDependOnTheSizeOfTheBlocks() {
    Examples examples = SmallProblem.examples(1203);
    Network network = SmallProblem.network(List.of(5), Precision.FLOAT64);
    int[] all = IntStream.range(0, examples.size()).toArray();
    Standardizer standardizer = Standardizer.fit(examples, all);
    Evaluated usual = Evaluation.evaluate(network, SmallProblem.NONE, examples, standardizer);
    for (int block : new int[] {1, 7, 1203, 2000}) {
      StackedNetwork stack = new StackedNetwork(List.of(network), block);
      Evaluated evaluated =
          Evaluation.evaluate(stack, List.of(SmallProblem.NONE), examples, standardizer, all)
              .get(0);
      assertThat(evaluated.correct()).isEqualTo(usual.correct());
      assertThat(evaluated.measures().loss()).isCloseTo(usual.measures().loss(), within(1e-12));
    }
  }

  @Test
  void measuresTheExamplesThatAreAskedForInTheirOrder() {
    Examples examples = SmallProblem.examples(20);
    Network network = SmallProblem.network(List.of(5), Precision.FLOAT64);
    int[] all = IntStream.range(0, 20).toArray();
    Standardizer standardizer = Standardizer.fit(examples, all);
    BitSet correct =
        Evaluation.evaluate(network, SmallProblem.NONE, examples, standardizer).correct();
    int[] backwards = IntStream.range(0, 20).map(i -> 19 - i).toArray();
    StackedNetwork stack = new StackedNetwork(List.of(network), 8);
    Evaluated evaluated =
        Evaluation.evaluate(stack, List.of(SmallProblem.NONE), examples, standardizer, backwards)
            .get(0);
    assertThat(correct.cardinality()).isBetween(1, 19);
    for (int i = 0; i < 20; i++) {
      assertThat(evaluated.correct().get(i)).isEqualTo(correct.get(19 - i));
    }
  }
}
