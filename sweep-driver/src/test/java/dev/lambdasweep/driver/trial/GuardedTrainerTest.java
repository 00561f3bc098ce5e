package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.driver.trial.SmallSweep.DATA;
import static dev.lambdasweep.driver.trial.SmallSweep.PLACE;
import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static dev.lambdasweep.driver.trial.SmallSweep.setting;
import static dev.lambdasweep.driver.trial.SmallSweep.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.train.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardedTrainerTest {
  private static final TrialData SEARCH = new TrialData(DATA, List.of());
  private static final GuardedTrainer.Check NO_DISTURBANCE = () -> {};

  private final List<Integer> sizes = new ArrayList<>();

  @Test
  void handsOnWhatTheTrainerGives() {
    List<TrainedTrial> trained =
        new GuardedTrainer(throwingAt(), NO_DISTURBANCE).train(group(0, 1, 2), SEARCH, PLACE);
    assertThat(outcomes(trained)).isEqualTo(outcomes(plain(group(0, 1, 2))));
    assertThat(sizes).containsExactly(3);
  }

  @Test
  void trialThatThrowsTakesNoOtherOfItsGroupWithIt() {
    List<TrainedTrial> trained =
        new GuardedTrainer(throwingAt(1), NO_DISTURBANCE).train(group(0, 1, 2), SEARCH, PLACE);
    List<Ending> undisturbed = outcomes(plain(group(0, 1, 2)));
    assertThat(outcomes(trained))
        .containsExactly(
            undisturbed.get(0),
            Ending.failed(Ending.Cause.ERROR, "java.lang.IllegalStateException: no luck with 1"),
            undisturbed.get(2));
    assertThat(trained.stream().map(one -> one.result().trial().number())).containsExactly(0, 1, 2);
    assertThat(sizes).containsExactly(3, 1, 1, 1);
  }

  @Test
  void trialAloneThatThrowsIsTrainedOnce() {
    List<TrainedTrial> trained =
        new GuardedTrainer(throwingAt(4), NO_DISTURBANCE).train(group(4), SEARCH, PLACE);
    assertThat(outcomes(trained))
        .containsExactly(
            Ending.failed(Ending.Cause.ERROR, "java.lang.IllegalStateException: no luck with 4"));
    assertThat(sizes).containsExactly(1);
  }

  @Test
  void errorsOfATrainingsCodeAreRowsToo() {
    for (Error error :
        List.of(
            new StackOverflowError(),
            new OutOfMemoryError("Java heap space"),
            new AssertionError("no"),
            new LinkageError("no"))) {
      Trainer failing =
          (group, data, place) -> {
            throw error;
          };
      assertThat(
              outcomes(new GuardedTrainer(failing, NO_DISTURBANCE).train(group(0), SEARCH, PLACE)))
          .containsExactly(Ending.failed(Ending.Cause.ERROR, error.toString()));
    }
  }

  @Test
  void longMessageIsCut() {
    Trainer wordy =
        (group, data, place) -> {
          throw new IllegalStateException("x".repeat(1000));
        };
    Ending failed =
        outcomes(new GuardedTrainer(wordy, NO_DISTURBANCE).train(group(0), SEARCH, PLACE)).get(0);
    assertThat(failed.error()).startsWith("java.lang.IllegalStateException: xxx").hasSize(500);
  }

  @Test
  void resultsThatAreNotTheGroupsAreAnError() {
    Trainer forgetful = (group, data, place) -> plain(group(7));
    assertThat(
            outcomes(new GuardedTrainer(forgetful, NO_DISTURBANCE).train(group(0), SEARCH, PLACE)))
        .containsExactly(
            Ending.failed(
                Ending.Cause.ERROR,
                "java.lang.IllegalArgumentException: Invalid results: 1, must be one for each"
                    + " trial of the group, in their order"));
  }

  @Test
  void disturbanceFromOutsideIsNoFailureOfTheTrial() {
    GuardedTrainer.Check interrupted =
        () -> {
          throw new IllegalStateException("interrupted");
        };
    assertThatThrownBy(
            () -> new GuardedTrainer(throwingAt(1), interrupted).train(group(0, 1), SEARCH, PLACE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("interrupted");
    assertThat(sizes).containsExactly(2);
  }

  /** Trains as usual but for groups that hold one of these trials. */
  private Trainer throwingAt(Integer... numbers) {
    return (group, data, place) -> {
      sizes.add(group.settings().size());
      group.settings().stream()
          .map(setting -> setting.trial().number())
          .filter(List.of(numbers)::contains)
          .forEach(
              number -> {
                throw new IllegalStateException("no luck with " + number);
              });
      return plain(group);
    };
  }

  private static List<TrainedTrial> plain(Group group) {
    return new NetworkTrainer().train(group, SEARCH, PLACE);
  }

  private static List<Ending> outcomes(List<TrainedTrial> trained) {
    return trained.stream().map(one -> one.result().ending()).toList();
  }

  private static Group group(int... numbers) {
    return new Group(
        IntStream.of(numbers)
            .mapToObj(
                number -> setting(config("training.updates = 6"), trial(number, 0.1 + number)))
            .toList());
  }
}
