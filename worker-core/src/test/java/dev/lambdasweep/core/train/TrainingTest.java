package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.train.SmallProblem.BATCH;
import static dev.lambdasweep.core.train.SmallProblem.CLASSES;
import static dev.lambdasweep.core.train.SmallProblem.DATA;
import static dev.lambdasweep.core.train.SmallProblem.INPUTS;
import static dev.lambdasweep.core.train.SmallProblem.SEED;
import static dev.lambdasweep.core.train.SmallProblem.UPDATES_PER_EPOCH;
import static dev.lambdasweep.core.train.SmallProblem.labels;
import static dev.lambdasweep.core.train.SmallProblem.member;
import static dev.lambdasweep.core.train.SmallProblem.network;
import static dev.lambdasweep.core.train.SmallProblem.parameters;
import static dev.lambdasweep.core.train.SmallProblem.standardized;
import static dev.lambdasweep.core.train.SmallProblem.train;
import static dev.lambdasweep.core.train.SmallProblem.trained;
import static dev.lambdasweep.core.train.SmallProblem.updates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Flip;
import dev.lambdasweep.core.data.MiniBatches;
import dev.lambdasweep.core.data.Split;
import dev.lambdasweep.core.data.Synthetic;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.NaiveNetwork;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Adam;
import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.ExponentialDecay;
import dev.lambdasweep.core.optim.LearningRate;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Sgd;
import dev.lambdasweep.core.optim.Triangular;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingTest {
  private static final List<Integer> ONE_LAYER = List.of(5);

  static List<List<Integer>> shapes() {
    return List.of(List.of(), List.of(5), List.of(7, 3));
  }

  static List<NetworkSpec> networks() {
    List<NetworkSpec> networks = new ArrayList<>();
    for (List<Integer> hidden : shapes()) {
      for (Activation activation : Activation.values()) {
        for (Loss loss : Loss.values()) {
          if (loss.task() == Task.CLASSIFICATION) {
            networks.add(new NetworkSpec(INPUTS, hidden, CLASSES, activation, loss));
          }
        }
      }
    }
    return networks;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void endsWhereTheNaiveTwinDoes(NetworkSpec network) {
    Triangular rate = new Triangular(0.01, 0.2, 3);
    Member member = member(network, rate, 0.03);
    NaiveNetwork twin = new NaiveNetwork(member.initial());
    MiniBatches batches = new MiniBatches(DATA.training(), SmallProblem.BATCHING, SEED);
    int all = 3 * UPDATES_PER_EPOCH;
    for (int update = 0; update < all; update++) {
      batches.seek(update);
      double[][] examples = standardized(batches.indices(), batches.from(), batches.to());
      double[] labels = labels(batches.indices(), batches.from(), batches.to());
      // cost = loss + λ‖W‖², so its gradient has 2λ · W
      twin.update(examples, labels, rate.rateAt(update), 2 * 0.03);
    }

    Trained ending = trained(train(updates(all), member).get(0));

    assertThat(parameters(ending.network())).containsExactly(parametersOf(twin), within(1e-10));
    assertMeasured(ending.training(), twin, DATA.training(), 0.03);
    BitSet correct = assertMeasured(ending.validation(), twin, DATA.validation(), 0.03);
    assertThat(ending.validationOutcomes().correct()).isEqualTo(correct);
  }

  @ParameterizedTest
  @EnumSource(
      value = Loss.class,
      names = {"SQUARED_ERROR", "HUBER"})
  void learnsStandardizedValuesAsTheNaiveTwinDoes(Loss loss) {
    Dataset values = SmallProblem.values();
    NetworkSpec network = new NetworkSpec(INPUTS, List.of(5), 1, Activation.RELU, loss);
    Member member = member(network, new Constant(0.05), 0.03);
    NaiveNetwork twin = new NaiveNetwork(member.initial());
    MiniBatches batches = new MiniBatches(values.training(), SmallProblem.BATCHING, SEED);
    int all = 3 * UPDATES_PER_EPOCH;
    double mean = values.standardizer().targetMean();
    double deviation = values.standardizer().targetDeviation();
    for (int update = 0; update < all; update++) {
      batches.seek(update);
      double[][] examples = standardized(batches.indices(), batches.from(), batches.to());
      double[] targets =
          IntStream.range(batches.from(), batches.to())
              .mapToDouble(j -> values.examples().targets().at(batches.indices()[j]))
              .map(value -> (value - mean) / deviation)
              .toArray();
      twin.update(examples, targets, 0.05, 2 * 0.03);
    }
    try (Training training = new Training(updates(all), List.of(member), values)) {
      Trained ending = trained(training.run().get(0));
      assertThat(parameters(ending.network())).containsExactly(parametersOf(twin), within(1e-10));
      double squares = 0;
      for (int row : values.validation()) {
        double output = twin.forward(standardized(new int[] {row}, 0, 1)[0])[2][0];
        squares += Math.pow(output * deviation + mean - values.examples().targets().at(row), 2);
      }
      assertThat(ending.validation().figure("rmse"))
          .isCloseTo(Math.sqrt(squares / values.validationSize()), within(1e-9));
    }
  }

  @Test
  void trainsOnFlippedImagesInTheirNaturalOrderAndMeasuresThemAsTheyAre() {
    Batching batching = new Batching(BATCH, Batching.Order.NATURAL, Batching.LastBatch.KEEP, 0.5);
    Member member = member(ONE_LAYER, Precision.FLOAT64, 0.2, 0.03);
    NaiveNetwork twin = new NaiveNetwork(member.initial());
    MiniBatches batches = new MiniBatches(DATA.training(), batching, SEED);
    int all = 3 * UPDATES_PER_EPOCH;
    int[] training = DATA.training();
    for (int update = 0; update < all; update++) {
      batches.seek(update);
      int from = update % UPDATES_PER_EPOCH * BATCH;
      int to = Math.min(training.length, from + BATCH);
      double[][] examples = new double[to - from][INPUTS];
      for (int n = 0; n < examples.length; n++) {
        // of two columns, the mirror of pixel k is its neighbour, k with its last bit changed
        int change = Flip.isFlipped(batches.indices()[from + n]) ? 1 : 0;
        for (int k = 0; k < INPUTS; k++) {
          int pixel = (int) DATA.examples().feature(training[from + n], k ^ change);
          examples[n][k] =
              (pixel - DATA.standardizer().mean()[k]) / DATA.standardizer().deviation()[k];
        }
      }
      twin.update(examples, labels(training, from, to), 0.2, 2 * 0.03);
    }

    TrainingSpec spec = new TrainingSpec(all, batching, SEED, all, 15, Double.POSITIVE_INFINITY);
    Trained ending = trained(train(spec, member).get(0));

    assertThat(parameters(ending.network())).containsExactly(parametersOf(twin), within(1e-10));
    assertMeasured(ending.training(), twin, DATA.training(), 0.03);
    assertMeasured(ending.validation(), twin, DATA.validation(), 0.03);
  }

  @Test
  void refusesToFlipExamplesThatAreNotImages() {
    Examples rows = new Examples(new byte[120], new byte[10], CLASSES, List.of(INPUTS));
    Dataset data = new Dataset(rows, Split.consecutive(5, 5), 1);
    Batching flipping = new Batching(BATCH, Batching.Order.SHUFFLED, Batching.LastBatch.KEEP, 0.5);
    TrainingSpec spec = new TrainingSpec(1, flipping, SEED, 1, 15, Double.POSITIVE_INFINITY);
    List<Member> members = List.of(member(ONE_LAYER, Precision.FLOAT32, 0.1, 0));
    assertThatThrownBy(() -> new Training(spec, members, data))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot flip examples of shape [12]: they are not images of channels, rows and columns"
                + " (set the probability of flips to 0)");
  }

  @Test
  void endsWithinAnUpdateOnceItsThreadIsInterrupted() {
    List<Member> members = List.of(member(ONE_LAYER, Precision.FLOAT32, 0.1, 0));
    try (Training training = new Training(updates(12, 4), members, DATA)) {
      training.advance(3);
      Thread.currentThread().interrupt();
      assertThatThrownBy(training::run)
          .isInstanceOf(CancellationException.class)
          .hasMessage("interrupted after 3 updates");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void followsADecayByEpoch() {
    ExponentialDecay rate = new ExponentialDecay(0.2, 0.5, UPDATES_PER_EPOCH);
    MemberRun run = train(updates(12, 4), member(ONE_LAYER, Precision.FLOAT64, rate, 0)).get(0);
    assertThat(run.curve())
        .extracting(CurvePoint::learningRate)
        .containsExactly(0.2, 0.2 * Math.exp(-0.5), 0.2 * Math.exp(-1));
  }

  @Test
  void stacksNetworksOfOneShapeWhateverTheirActivationAndLoss() {
    List<Member> members =
        networks().stream()
            .filter(spec -> spec.hidden().equals(ONE_LAYER))
            .map(spec -> member(spec, new Constant(0.2), 0.01))
            .toList();
    List<MemberRun> together = new Training(updates(9), members, DATA).run();
    for (int k = 0; k < members.size(); k++) {
      Trained alone = trained(train(updates(9), members.get(k)).get(0));
      assertThat(parameters(trained(together.get(k)).network()))
          .containsExactly(parameters(alone.network()), within(1e-12));
      assertClose(trained(together.get(k)).validation(), alone.validation());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void trainsTheMembersOfAGroupToTheBitsTheyHaveAlone(List<Integer> hidden) {
    for (Precision precision : Precision.values()) {
      Member[] members = {
        member(hidden, precision, 0.1, 0),
        member(hidden, precision, 0.3, 0.01),
        member(hidden, precision, new Triangular(0, 0.2, 4), 0.1)
      };
      List<MemberRun> together = train(updates(11, 3), members);
      for (int k = 0; k < members.length; k++) {
        assertSameBits(together.subList(k, k + 1), train(updates(11, 3), members[k]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void givesTheSameBitsAgain(Precision precision) {
    assertSameBits(train(updates(13, 5), pair(precision)), train(updates(13, 5), pair(precision)));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void givesTheSameBitsInPieces(Precision precision) {
    Training inPieces = new Training(updates(13, 5), List.of(pair(precision)), DATA);
    inPieces.advance(3);
    inPieces.advance(10);
    // what is done stays done
    inPieces.advance(4);
    assertSameBits(inPieces.run(), train(updates(13, 5), pair(precision)));
  }

  @Test
  void leavesTheInitialNetworkUnchanged() {
    Member member = member(ONE_LAYER, Precision.FLOAT32, 0.1, 0.01);
    double[] before = parameters(member.initial());
    train(updates(3), member);
    assertThat(parameters(member.initial())).containsExactly(before);
  }

  @Test
  void endsADivergedMemberWithoutHarmToAnother() {
    // a step at rate 1e30 makes weights of about 1e29, whose product is beyond float32's 3.4e38
    Member wild = member(ONE_LAYER, Precision.FLOAT32, 1e30, 0);
    Member tame = member(ONE_LAYER, Precision.FLOAT32, 0.05, 0);
    Member other = member(ONE_LAYER, Precision.FLOAT32, 0.1, 0.01);

    List<MemberRun> besideWild = train(updates(13, 5), wild, other);
    List<MemberRun> besideTame = train(updates(13, 5), tame, other);

    assertThat(besideWild.get(0).ending()).isEqualTo(divergedAfter(2));
    assertThat(besideWild.get(0).updates()).isEqualTo(2);
    assertThat(besideWild.get(0).epochs()).isEqualTo(0.5);
    assertThat(besideWild.get(0).curve()).isEmpty();
    assertSameBits(besideWild.subList(1, 2), besideTame.subList(1, 2));
  }

  @Test
  void endsAMemberThatTheLastUpdateSpoiled() {
    // no later update's loss shows it; weights of about 1e199 have squares beyond float64's 1.8e308
    Member wild = member(ONE_LAYER, Precision.FLOAT64, 1e200, 0);
    Member other = member(ONE_LAYER, Precision.FLOAT64, 0.1, 0.01);
    List<MemberRun> runs = train(updates(1), wild, other);
    assertThat(runs.get(0).ending()).isEqualTo(divergedAfter(1));
    MemberRun alone = train(updates(1), other).get(0);
    assertThat(parameters(trained(runs.get(1)).network()))
        .containsExactly(parameters(trained(alone).network()), within(1e-12));
  }

  @Test
  void stopsTheCurveWhereItShowsDivergence() {
    Member wild = member(ONE_LAYER, Precision.FLOAT32, 1e30, 0);
    MemberRun run = train(updates(8, 1), wild).get(0);
    assertThat(run.ending()).isEqualTo(divergedAfter(1));
    assertThat(run.curve()).extracting(CurvePoint::update).containsExactly(1);
    assertThat(run.curve().get(0).validation().isFinite()).isFalse();
  }

  @Test
  void showsEachPointOfACurveOnceItIsMeasured() {
    Member wild = member(ONE_LAYER, Precision.FLOAT32, 1e30, 0);
    List<Member> members = List.of(member(ONE_LAYER, Precision.FLOAT32, 0.1, 0), wild, wild, wild);
    Map<Integer, List<CurvePoint>> seen = new TreeMap<>();
    List<Integer> updates = new ArrayList<>();
    CurveObserver observer =
        (k, point) -> {
          seen.computeIfAbsent(k, none -> new ArrayList<>()).add(point);
          updates.add(point.update());
        };
    try (Training training = new Training(updates(4, 1), members, DATA, observer)) {
      training.advance(2);
      // the wild ones end with their first point
      assertThat(updates).containsExactly(1, 1, 1, 1, 2);
      List<MemberRun> runs = training.run();
      assertThat(updates).containsExactly(1, 1, 1, 1, 2, 3, 4);
      for (int k = 0; k < members.size(); k++) {
        assertThat(seen.get(k)).isEqualTo(runs.get(k).curve());
      }
      assertSameBits(runs.subList(0, 1), train(updates(4, 1), members.get(0)));
    }
  }

  @Test
  void endsIfItsObserverThrows() {
    CurveObserver observer =
        (k, point) -> {
          throw new IllegalStateException("enough after " + point.update());
        };
    List<Member> members = List.of(pair(Precision.FLOAT32));
    try (Training training = new Training(updates(9, 2), members, DATA, observer)) {
      assertThatThrownBy(training::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("enough after 2");
    }
  }

  @Test
  void endsWhenEveryMemberHas() {
    Member wild = member(ONE_LAYER, Precision.FLOAT32, 1e30, 0);
    List<MemberRun> runs = train(updates(Integer.MAX_VALUE), wild, wild);
    assertThat(runs).extracting(MemberRun::updates).containsExactly(2, 2);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void survivorsOfAGroupEndWithTheBitsTheyHaveAlone(List<Integer> hidden) {
    Constant wild = new Constant(1e308);
    // the rate is 0 in the first update, so this one diverges later
    Triangular later = new Triangular(0, 1e308, 4);
    for (Precision precision : Precision.values()) {
      List<Member> members =
          List.of(
              member(hidden, precision, wild, 0),
              adam(hidden, precision, new Constant(0.01)),
              member(hidden, precision, 0.3, 0.01),
              adam(hidden, precision, later),
              member(hidden, precision, new Triangular(0, 0.2, 4), 0.1),
              adam(hidden, precision, wild),
              member(hidden, precision, later, 0));
      List<MemberRun> together = new Training(updates(11, 4), members, DATA).run();
      for (int k : new int[] {1, 2, 4}) {
        assertSameBits(together.subList(k, k + 1), train(updates(11, 4), members.get(k)));
        List<Member> lonely = List.of(members.get(0), members.get(k), members.get(3));
        assertSameBits(
            new Training(updates(11, 4), lonely, DATA).run().subList(1, 2),
            together.subList(k, k + 1));
      }
      for (int k : new int[] {0, 5}) {
        assertThat(together.get(k).ending()).isEqualTo(divergedAfter(2));
      }
      for (int k : new int[] {3, 6}) {
        assertThat(together.get(k).ending()).isEqualTo(divergedAfter(3));
      }
    }
  }

  @Test
  void chargesAMemberItsShareOfThePlannedGroupEvenIfOthersHaveEnded() {
    TrainingSpec spec = new TrainingSpec(40, SmallProblem.BATCHING, SEED, 40, 15, 5);
    Member wild = member(ONE_LAYER, Precision.FLOAT32, 1e30, 0);
    Member tame = member(ONE_LAYER, Precision.FLOAT32, 0.05, 0);
    for (Member neighbour : List.of(wild, tame)) {
      List<Member> members = new ArrayList<>(Collections.nCopies(10, neighbour));
      members.set(3, member(ONE_LAYER, Precision.FLOAT32, 0.1, 0.01));
      MemberRun run =
          new Training(spec, members, DATA, CurveObserver.NONE, aSecondEach()).run().get(3);
      assertThat(run.ending()).isEqualTo(Ending.COMPLETE);
      assertThat(run.trainSeconds()).isEqualTo(40 / 10.0);
      // validation images, the curve's and all training images
      assertThat(run.evaluateSeconds()).isEqualTo(3 / 10.0);
    }
  }

  @Test
  void chargesADivergedMemberToTheUpdateThatShowsIt() {
    Member wild = member(ONE_LAYER, Precision.FLOAT32, 1e30, 0);
    Member tame = member(ONE_LAYER, Precision.FLOAT32, 0.05, 0);
    MemberRun run =
        new Training(updates(8), List.of(wild, tame), DATA, CurveObserver.NONE, aSecondEach())
            .run()
            .get(0);
    assertThat(run.ending()).isEqualTo(divergedAfter(2));
    assertThat(run.trainSeconds()).isEqualTo(2 / 2.0);
    assertThat(run.evaluateSeconds()).isEqualTo(0);
  }

  @Test
  void endsTheMembersThatTakeTooLong() {
    TrainingSpec spec = new TrainingSpec(8, SmallProblem.BATCHING, SEED, 2, 15, 2);
    List<Member> members = List.of(pair(Precision.FLOAT32));
    for (MemberRun run :
        new Training(spec, members, DATA, CurveObserver.NONE, aSecondEach()).run()) {
      // two updates and two measurements are the limit, the next update is beyond it
      assertThat(run.ending())
          .isEqualTo(
              Ending.failed(
                  Ending.Cause.TIMEOUT,
                  "trained for 2.5 s, longer than trial-timeout, and stopped after 3 updates"));
      assertThat(run.updates()).isEqualTo(3);
      assertThat(run.epochs()).isEqualTo(0.75);
      assertThat(run.curve()).extracting(CurvePoint::update).containsExactly(2);
      assertThat(run.trainSeconds()).isEqualTo(1.5);
      assertThat(run.evaluateSeconds()).isEqualTo(1);
    }
  }

  @Test
  void measuresTheCurveAtIntervalsAndAtTheEnd() {
    Triangular rate = new Triangular(0, 0.4, 4);
    MemberRun run = train(updates(14, 6), member(ONE_LAYER, Precision.FLOAT64, rate, 0.01)).get(0);
    assertThat(run.updates()).isEqualTo(14);
    assertThat(run.epochs()).isEqualTo(3.5);
    assertThat(run.curve()).extracting(CurvePoint::update).containsExactly(6, 12, 14);
    assertThat(run.curve()).extracting(CurvePoint::epoch).containsExactly(1.5, 3.0, 3.5);
    // of updates 5, 11 and 13 counted from 0; the rate peaks at 4 and 12, and is 0 at 8
    assertThat(run.curve())
        .extracting(CurvePoint::learningRate)
        .containsExactly(0.4 * 0.75, 0.4 * 0.75, 0.4 * 0.75);
    CurvePoint last = run.curve().get(2);
    assertThat(last.validation()).isEqualTo(trained(run).validation());
    assertThat(last.validation().rows()).isEqualTo(23);
    assertThat(last.training().rows()).isEqualTo(15);
    assertThat(trained(run).training().rows()).isEqualTo(37);
  }

  @Test
  void measuresOnlyTheCurvesTrainingImagesIfItIsCut() {
    MemberRun run =
        train(updates(8, 3).upTo(5), member(ONE_LAYER, Precision.FLOAT32, 0.1, 0)).get(0);
    CurvePoint last = run.curve().get(1);
    assertThat(last.update()).isEqualTo(5);
    assertThat(trained(run).training()).isEqualTo(last.training());
    assertThat(trained(run).training().rows()).isEqualTo(15);
    assertThat(trained(run).validation()).isEqualTo(last.validation());
  }

  @Test
  void measuresTheEndOnceIfAnIntervalEndsThere() {
    MemberRun run = train(updates(8, 4), member(ONE_LAYER, Precision.FLOAT32, 0.1, 0)).get(0);
    assertThat(run.curve()).extracting(CurvePoint::update).containsExactly(4, 8);
  }

  @Test
  void measuresACurveOfAllTrainingImagesAsTheEndDoes() {
    TrainingSpec spec =
        new TrainingSpec(4, SmallProblem.BATCHING, SEED, 4, 1000, Double.POSITIVE_INFINITY);
    MemberRun run = train(spec, member(ONE_LAYER, Precision.FLOAT64, 0.1, 0.1)).get(0);
    Measures sampled = run.curve().get(0).training();
    assertThat(sampled.rows()).isEqualTo(37);
    assertClose(sampled, trained(run).training());
  }

  @Test
  void overfitsAHundredImagesWithoutAPenalty() {
    Dataset data =
        new Dataset(
            new Synthetic(110, 10, 1).read(List.of("training")), Split.consecutive(100, 10), 1);
    NetworkSpec spec =
        new NetworkSpec(3072, List.of(50), 10, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    Member member =
        new Member(
            Network.initial(spec, new InitialWeights.FanIn(), Precision.FLOAT32, 1),
            new Sgd(new Constant(0.1), new Penalty(0, Penalty.Convention.LAMBDA)));
    TrainingSpec training =
        new TrainingSpec(200, Batching.shuffled(100), 1, 200, 1, Double.POSITIVE_INFINITY);
    MemberRun run = new Training(training, List.of(member), data).run().get(0);
    assertThat(trained(run).training().loss()).isLessThan(0.01);
    assertThat(trained(run).training().figure("accuracy")).isEqualTo(1);
  }

  @Test
  void refusesToGoBeyondItsUpdates() {
    Training training =
        new Training(updates(5), List.of(member(ONE_LAYER, Precision.FLOAT32, 0.1, 0)), DATA);
    assertThatThrownBy(() -> training.advance(6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid until: 6, must be at most 5");
  }

  @Test
  void refusesAnEmptyGroup() {
    assertThatThrownBy(() -> new Training(updates(5), List.of(), DATA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid members: [], must not be empty");
  }

  /** A clock on which every measured interval takes one second. */
  private static LongSupplier aSecondEach() {
    AtomicLong nanos = new AtomicLong();
    return () -> nanos.addAndGet(1_000_000_000);
  }

  private static Member adam(List<Integer> hidden, Precision precision, LearningRate rate) {
    Penalty penalty = new Penalty(0.01, Penalty.Convention.LAMBDA);
    return new Member(network(hidden, precision), new Adam(rate, penalty, 0.9, 0.999, 1e-8));
  }

  private static Member[] pair(Precision precision) {
    return new Member[] {
      member(ONE_LAYER, precision, 0.1, 0), member(ONE_LAYER, precision, 0.3, 0.02)
    };
  }

  private static void assertSameBits(List<MemberRun> actual, List<MemberRun> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int k = 0; k < expected.size(); k++) {
      Trained one = trained(actual.get(k));
      Trained other = trained(expected.get(k));
      assertThat(parameters(one.network())).containsExactly(parameters(other.network()));
      assertThat(one.training()).isEqualTo(other.training());
      assertThat(one.validation()).isEqualTo(other.validation());
      assertThat(one.validationOutcomes().correct())
          .isEqualTo(other.validationOutcomes().correct());
      assertThat(actual.get(k).curve()).isEqualTo(expected.get(k).curve());
    }
  }

  private static void assertClose(Measures actual, Measures expected) {
    assertThat(actual.loss()).isCloseTo(expected.loss(), within(1e-12));
    assertThat(actual.cost()).isCloseTo(expected.cost(), within(1e-12));
    assertThat(actual.figure("accuracy")).isEqualTo(expected.figure("accuracy"));
    assertThat(actual.rows()).isEqualTo(expected.rows());
  }

  /** Which of the examples the twin classifies correctly. */
  private static BitSet assertMeasured(
      Measures actual, NaiveNetwork twin, int[] indices, double lambda) {
    double loss = 0;
    BitSet correct = new BitSet();
    for (int n = 0; n < indices.length; n++) {
      double[][] outputs = twin.forward(standardized(indices, n, n + 1)[0]);
      double[] logits = outputs[outputs.length - 1];
      int label = DATA.examples().label(indices[n]);
      int best = 0;
      for (int k = 0; k < logits.length; k++) {
        best = logits[k] > logits[best] ? k : best;
      }
      loss += twin.loss(logits, label) / indices.length;
      correct.set(n, best == label);
    }
    double squares = 0;
    for (double[][] layer : twin.weights) {
      for (double[] row : layer) {
        for (double weight : row) {
          squares += weight * weight;
        }
      }
    }
    assertThat(actual.loss()).isCloseTo(loss, within(1e-10));
    assertThat(actual.cost()).isCloseTo(loss + lambda * squares, within(1e-10));
    assertThat(actual.figure("accuracy"))
        .isEqualTo((double) correct.cardinality() / indices.length);
    assertThat(actual.rows()).isEqualTo(indices.length);
    return correct;
  }

  /** In the order of {@link SmallProblem#parameters}. */
  private static double[] parametersOf(NaiveNetwork twin) {
    DoubleStream.Builder numbers = DoubleStream.builder();
    for (int l = 0; l < twin.weights.length; l++) {
      for (int j = 0; j < twin.weights[l][0].length; j++) {
        for (double[] row : twin.weights[l]) {
          numbers.add(row[j]);
        }
      }
      for (double bias : twin.biases[l]) {
        numbers.add(bias);
      }
    }
    return numbers.build().toArray();
  }

  private static Ending divergedAfter(int updates) {
    return Ending.failed(
        Ending.Cause.DIVERGED, "a loss or weight was not finite after " + updates + " updates");
  }
}
