package dev.lambdasweep.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.data.Targets;
import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Layer;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Precision;
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
    Matrix weights = Matrix.zeros(Format.FLOAT64, 2, 1);
    weights.set(1, 0, 1);
    Network network =
        new Network(
            spec,
            Precision.FLOAT64,
            List.of(new Layer(weights, Matrix.zeros(Format.FLOAT64, 2, 1))));
    Examples examples = new Examples(new byte[] {0, 1, 3}, new byte[] {0, 1, 0}, 2, List.of(1));
    Standardizer none = new Standardizer(new double[] {0}, new double[] {1});
    Penalty penalty = new Penalty(0.5, Penalty.Convention.HALF_LAMBDA);

    Evaluated evaluated = Evaluation.evaluate(network, penalty, examples, none);

    double loss = (Math.log(2) + Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(3))) / 3;
    assertThat(evaluated.measures().loss()).isCloseTo(loss, within(1e-15));
    assertThat(evaluated.measures().cost()).isCloseTo(loss + 0.25, within(1e-15));
    // of equal logits the first class is predicted
    assertThat(evaluated.outcomes().correct()).isEqualTo(BitSet.valueOf(new long[] {0b011}));
    assertThat(evaluated.measures().figure("accuracy")).isEqualTo(2.0 / 3);
    assertThat(evaluated.measures().rows()).isEqualTo(3);
  }

  @Test
  void givesTheHandComputedFiguresOfBinaryCrossEntropies() {
    // one input x, logits (0, x · ln 3); x is 0, 1 and −1, labels 0, 1 and 1
    NetworkSpec spec =
        new NetworkSpec(1, List.of(), 2, Activation.SIGMOID, Loss.MULTIPLE_BINARY_CROSS_ENTROPY);
    Matrix weights = Matrix.zeros(Format.FLOAT64, 2, 1);
    weights.set(1, 0, Math.log(3));
    Network network =
        new Network(
            spec,
            Precision.FLOAT64,
            List.of(new Layer(weights, Matrix.zeros(Format.FLOAT64, 2, 1))));
    Examples examples = new Examples(new byte[] {1, 2, 0}, new byte[] {0, 1, 1}, 2, List.of(1));
    Standardizer centre = new Standardizer(new double[] {1}, new double[] {1});

    Evaluated evaluated = Evaluation.evaluate(network, SmallProblem.NONE, examples, centre);

    // sigmoids (½, ½), (½, ¾) and (½, ¼); a probability of ½ gives −ln ½, whatever the label
    double second = (Math.log(2) + Math.log(4.0 / 3) + Math.log(4)) / 3;
    assertThat(evaluated.measures().loss()).isCloseTo((Math.log(2) + second) / 2, within(1e-15));
    assertThat(evaluated.outcomes().correct()).isEqualTo(BitSet.valueOf(new long[] {0b011}));
    assertThat(
            ((ClassPredictions) Evaluation.predict(network, examples, centre))
                .trueClassProbabilities())
        .containsExactly(new double[] {0.5, 0.75, 0.25}, within(1e-15));
  }

  @Test
  void givesTheProbabilitiesOfTrueClassesInTheOrderOfTheExamples() {
    Examples examples = SmallProblem.examples(1203);
    Network network = SmallProblem.network(List.of(5), Precision.FLOAT64);
    int[] all = IntStream.range(0, examples.size()).toArray();
    Standardizer standardizer = Standardizer.fit(examples, all);
    double[] probabilities =
        ((ClassPredictions) Evaluation.predict(network, examples, standardizer))
            .trueClassProbabilities();
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
      assertThat(evaluated.outcomes().correct()).isEqualTo(usual.outcomes().correct());
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
        Evaluation.evaluate(network, SmallProblem.NONE, examples, standardizer)
            .outcomes()
            .correct();
    int[] backwards = IntStream.range(0, 20).map(i -> 19 - i).toArray();
    StackedNetwork stack = new StackedNetwork(List.of(network), 8);
    Evaluated evaluated =
        Evaluation.evaluate(stack, List.of(SmallProblem.NONE), examples, standardizer, backwards)
            .get(0);
    assertThat(correct.cardinality()).isBetween(1, 19);
    for (int i = 0; i < 20; i++) {
      assertThat(evaluated.outcomes().correct().get(i)).isEqualTo(correct.get(19 - i));
    }
  }

  @Test
  void measuresValuesInTheUnitOfTheTarget() {
    // targets 10, 20 and 60, mean 30 and deviation 20 of the first and the last two
    Examples examples =
        Examples.ofFloats(
            new float[][] {{0, 1, 2}}, Targets.values(new double[] {10, 20, 60}), List.of(1));
    Standardizer standardizer = new Standardizer(new double[1], new double[] {1}, 30, 20);
    NetworkSpec spec = new NetworkSpec(1, List.of(), 1, Activation.RELU, Loss.SQUARED_ERROR);
    Network network = Network.initial(spec, new InitialWeights.FanIn(), Precision.FLOAT64, 1);
    // outputs −1, −½ and 0 are 10, 20 and 30
    network.layers().get(0).weights().set(0, 0, 0.5);
    network.layers().get(0).biases().set(0, 0, -1);

    Evaluated evaluated = Evaluation.evaluate(network, SmallProblem.NONE, examples, standardizer);

    // errors 0, 0 and −30; the last target is 1½ deviations above the mean
    assertThat(evaluated.measures().loss()).isEqualTo(2.25 / 3);
    assertThat(evaluated.measures().figure("rmse")).isCloseTo(Math.sqrt(300), within(1e-12));
    assertThat(evaluated.measures().figure("mae")).isEqualTo(10);
    // squared distances from the mean, 30: 400, 100 and 900
    assertThat(evaluated.measures().figure("r2")).isCloseTo(1 - 900.0 / 1400, within(1e-15));
    assertThat(evaluated.outcomes().errors()).containsExactly(0, 0, -30);
    ValuePredictions predictions =
        (ValuePredictions) Evaluation.predict(network, examples, standardizer);
    assertThat(predictions.actual()).containsExactly(10, 20, 60);
    assertThat(predictions.predicted()).containsExactly(10, 20, 30);
  }

  @Test
  void countsRowsByTheirWeights() {
    Targets weighted =
        Targets.values(new double[] {10, 20, 60}).withWeights(new double[] {1, 0, 3});
    Targets repeated = Targets.values(new double[] {10, 60, 60, 60});
    Standardizer standardizer = new Standardizer(new double[1], new double[] {1}, 30, 20);
    NetworkSpec spec = new NetworkSpec(1, List.of(), 1, Activation.RELU, Loss.HUBER);
    Network network = Network.initial(spec, new InitialWeights.FanIn(), Precision.FLOAT64, 1);
    Measures actual =
        Evaluation.evaluate(
                network,
                SmallProblem.NONE,
                Examples.ofFloats(new float[][] {{0, 1, 2}}, weighted, List.of(1)),
                standardizer)
            .measures();
    Measures expected =
        Evaluation.evaluate(
                network,
                SmallProblem.NONE,
                Examples.ofFloats(new float[][] {{0, 2, 2, 2}}, repeated, List.of(1)),
                standardizer)
            .measures();
    expected
        .figures()
        .forEach((name, value) -> assertThat(actual.figure(name)).isCloseTo(value, within(1e-12)));
  }

  @Test
  void ofConstantValuesExplainsAllOrNothing() {
    Examples examples =
        Examples.ofFloats(new float[][] {{1, 2}}, Targets.values(new double[] {5, 5}), List.of(1));
    NetworkSpec spec = new NetworkSpec(1, List.of(), 1, Activation.RELU, Loss.SQUARED_ERROR);
    Network network = Network.initial(spec, new InitialWeights.FanIn(), Precision.FLOAT64, 1);
    network.layers().get(0).weights().set(0, 0, 0);
    for (double mean : new double[] {5, 4}) {
      Standardizer standardizer = new Standardizer(new double[1], new double[] {1}, mean, 1);
      assertThat(
              Evaluation.evaluate(network, SmallProblem.NONE, examples, standardizer)
                  .measures()
                  .figure("r2"))
          .isEqualTo(mean == 5 ? 1 : 0);
    }
  }
}
