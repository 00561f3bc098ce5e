package dev.lambdasweep.core.train;

import static dev.lambdasweep.core.train.SmallProblem.BATCH;
import static dev.lambdasweep.core.train.SmallProblem.DATA;
import static dev.lambdasweep.core.train.SmallProblem.SEED;
import static dev.lambdasweep.core.train.SmallProblem.member;
import static dev.lambdasweep.core.train.SmallProblem.network;
import static dev.lambdasweep.core.train.SmallProblem.parameters;
import static dev.lambdasweep.core.train.SmallProblem.trained;
import static dev.lambdasweep.core.train.SmallProblem.updates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.data.Batching;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Adam;
import dev.lambdasweep.core.optim.Constant;
import dev.lambdasweep.core.optim.LearningRate;
import dev.lambdasweep.core.optim.Optimizer;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Sgd;
import dev.lambdasweep.core.optim.Triangular;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trainings that are interrupted, and continued in other groups. */
class CheckpointTest {
  private static final int ANY = Integer.MAX_VALUE;
  private static final Penalty PENALTY = new Penalty(0.1, Penalty.Convention.LAMBDA);

  static List<Arguments> trainings() {
    List<Arguments> all = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(5), List.of(7, 3))) {
        for (LearningRate rate : List.of(new Constant(0.1), new Triangular(0.01, 0.2, 4))) {
          for (double flips : new double[] {0, 0.5}) {
            all.add(Arguments.of(precision, hidden, rate, flips));
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void continueWithTheBitsOfOnesThatWereNotInterrupted(
      Precision precision, List<Integer> hidden, LearningRate rate, double flips) {
    Batching batching =
        new Batching(BATCH, Batching.Order.SHUFFLED, Batching.LastBatch.KEEP, flips);
    TrainingSpec spec = new TrainingSpec(23, batching, SEED, 3, 15, Double.POSITIVE_INFINITY);
    List<Optimizer> optimizers =
        List.of(
            new Sgd(rate, PENALTY),
            new Sgd(rate, SmallProblem.NONE),
            new Sgd(rate, PENALTY, 0.9),
            new Adam(rate, PENALTY, 0.9, 0.999, 1e-8),
            new Adam(rate, SmallProblem.NONE, 0.5, 0.9, 1e-3));
    List<Member> members =
        optimizers.stream()
            .map(optimizer -> new Member(network(hidden, precision), optimizer))
            .toList();
    Member wild = member(hidden, precision, 1e308, 0);
    List<MemberRun> whole = new Training(spec, members, DATA).run();

    // with one that diverges, in a group and alone, then restacked twice in other orders
    List<Member> first = List.of(members.get(0), wild, members.get(1), members.get(2));
    List<byte[]> some = interrupted(spec, 5, first, List.of());
    List<byte[]> others = interrupted(spec, 5, members.subList(3, 5), List.of());
    assertThat(some.get(1)).isEmpty();
    List<byte[]> atFive =
        List.of(some.get(0), some.get(2), some.get(3), others.get(0), others.get(1));
    int[] order = {4, 0, 3, 2};
    List<byte[]> atEleven = interrupted(spec, 11, ordered(members, order), ordered(atFive, order));
    List<byte[]> alone = interrupted(spec, 11, members.subList(1, 2), atFive.subList(1, 2));
    List<byte[]> all =
        List.of(atEleven.get(1), alone.get(0), atEleven.get(3), atEleven.get(2), atEleven.get(0));
    int[] again = {2, 1, 4, 3, 0};
    try (Training training = new Training(spec, ordered(members, again), DATA)) {
      training.restore(ordered(all, again));
      List<MemberRun> ended = training.run();
      for (int i = 0; i < again.length; i++) {
        assertContinues(ended.get(i), whole.get(again[i]));
      }
    }
  }

  /** The states of a group at an update, where its training ends; empty for those that diverged. */
  private static List<byte[]> interrupted(
      TrainingSpec spec, int update, List<Member> members, List<byte[]> before) {
    try (Training training = new Training(spec.upTo(update), members, DATA)) {
      if (!before.isEmpty()) {
        training.restore(before);
      }
      training.run();
      return IntStream.range(0, members.size())
          .mapToObj(k -> training.checkpoint(k, ANY).orElse(new byte[0]))
          .toList();
    }
  }

  private static <T> List<T> ordered(List<T> list, int... order) {
    return Arrays.stream(order).mapToObj(list::get).toList();
  }

  private static void assertContinues(MemberRun actual, MemberRun whole) {
    Trained one = trained(actual);
    Trained other = trained(whole);
    assertThat(parameters(one.network())).containsExactly(parameters(other.network()));
    assertThat(one.training()).isEqualTo(other.training());
    assertThat(one.validation()).isEqualTo(other.validation());
    assertThat(one.validationOutcomes().correct()).isEqualTo(other.validationOutcomes().correct());
    // measured every three updates, and continued at update 11
    assertThat(actual.curve()).hasSize(5).isEqualTo(whole.curve().subList(3, 8));
    assertThat(actual.updates()).isEqualTo(whole.updates());
    assertThat(actual.epochs()).isEqualTo(whole.epochs());
  }

  @Test
  void oneThatGoesOnAfterItWasSavedKeepsItsBits() {
    List<Member> members = List.of(member(List.of(5), Precision.FLOAT32, 0.1, 0.1));
    try (Training training = new Training(updates(9), members, DATA)) {
      training.advance(4);
      byte[] saved = training.checkpoint(0, ANY).orElseThrow();
      assertThat(training.checkpoint(0, saved.length)).contains(saved);
      MemberRun whole = new Training(updates(9), members, DATA).run().get(0);
      assertThat(parameters(trained(training.run().get(0)).network()))
          .containsExactly(parameters(trained(whole).network()));
    }
  }

  @Test
  void areNotSavedBeyondTheGivenSize() {
    List<Member> members = List.of(member(List.of(5), Precision.FLOAT32, 0.1, 0));
    try (Training training = new Training(updates(9), members, DATA)) {
      training.advance(4);
      // an update and two times, then 12 x 5 + 5 and 5 x 4 + 4 numbers, and a scale
      int bytes = 4 + 2 * 8 + (65 + 24) * 4 + 8;
      assertThat(training.checkpoint(0, bytes)).isPresent();
      assertThat(training.checkpoint(0, bytes - 1)).isEqualTo(Optional.empty());
    }
  }

  @Test
  void areChargedAllTheirTimeAndHaveTheTimeThatIsLeft() {
    List<Member> members = List.of(member(List.of(5), Precision.FLOAT32, 0.1, 0));
    byte[] saved;
    try (Training training = timed(updates(9).upTo(4), members)) {
      // four updates, the validation images and the curve's training images
      assertThat(training.run().get(0).trainSeconds()).isEqualTo(4);
      saved = training.checkpoint(0, ANY).orElseThrow();
    }
    try (Training training = timed(updates(9), members)) {
      training.restore(List.of(saved));
      MemberRun run = training.run().get(0);
      assertThat(run.trainSeconds()).isEqualTo(9);
      assertThat(run.evaluateSeconds()).isEqualTo(2 + 3);
    }
    TrainingSpec limited = new TrainingSpec(9, SmallProblem.BATCHING, SEED, 9, 15, 8.5);
    try (Training training = timed(limited, members)) {
      training.restore(List.of(saved));
      assertThat(training.run().get(0).ending())
          .isEqualTo(
              Ending.failed(
                  Ending.Cause.TIMEOUT,
                  "trained for 9.0 s, longer than trial-timeout, and stopped after 7 updates"));
    }
  }

  private static Training timed(TrainingSpec spec, List<Member> members) {
    AtomicLong nanos = new AtomicLong();
    LongSupplier aSecondEach = () -> nanos.addAndGet(1_000_000_000);
    return new Training(spec, members, DATA, CurveObserver.NONE, aSecondEach);
  }

  @Test
  void refuseWhatIsNotTheirs() {
    Member member = member(List.of(5), Precision.FLOAT32, 0.1, 0);
    Member wider = member(List.of(6), Precision.FLOAT32, 0.1, 0);
    byte[] atFour = interrupted(updates(9), 4, List.of(member), List.of()).get(0);
    byte[] atSix = interrupted(updates(9), 6, List.of(member), List.of()).get(0);
    assertRefused(
        updates(9),
        List.of(member),
        List.of(atFour, atFour),
        "Invalid checkpoints: 2, must be one per member, 1");
    assertRefused(
        updates(9), List.of(wider), List.of(atFour), "Invalid checkpoint: 384 bytes, must be 452");
    assertRefused(
        updates(9),
        List.of(member, member),
        List.of(atFour, atSix),
        "Invalid checkpoint: of update 6, must be 4, that of the first");
    assertRefused(
        updates(5),
        List.of(member),
        List.of(atSix),
        "Invalid checkpoint: of update 6, must be at most 5");
    try (Training training = new Training(updates(9), List.of(member), DATA)) {
      training.advance(1);
      assertThatThrownBy(() -> training.restore(List.of(atFour)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid update: 1, must be 0");
    }
  }

  private static void assertRefused(
      TrainingSpec spec, List<Member> members, List<byte[]> checkpoints, String message) {
    try (Training training = new Training(spec, members, DATA)) {
      assertThatThrownBy(() -> training.restore(checkpoints))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
  }
}
