package dev.lambdasweep.core.trainer.kit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.trainer.DivergedException;
import dev.lambdasweep.core.trainer.Footprint;
import dev.lambdasweep.core.trainer.GroupTrainer;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Parameters;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.TrialContext;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Good trainers pass the tests; each kind of bad one fails the one that is meant for it. */
class TrainerContractTest {
  /** Keeps static state of bad trainers. */
  private static final AtomicInteger CALLS = new AtomicInteger();

  /** Guesses labels, and does nothing wrong. */
  private static class Guesses implements Trainer {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
      return "guesses";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          Parameter.real("bias", 0.5, 0, 1),
          Parameter.whole("rounds", 3, 1, 1000),
          Parameter.text("how", "evenly", "evenly", "never"),
          Parameter.flag("loud", false));
    }

    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximize("valid_accuracy"), Metric.minimize("distance"));
    }

    @Override
    public void train(TrialContext trial) throws Exception {
      Random random = new Random(trial.seed());
      for (int round = 1; round <= trial.parameters().whole("rounds"); round++) {
        double right = random.nextDouble() * trial.parameters().real("bias");
        trial.report(round, Map.of("valid_accuracy", right, "distance", 1 - right));
      }
    }
  }

  /** Adds to what the good trainer does. */
  private abstract static class Bad extends Guesses {
    private static final long serialVersionUID = 1;
  }

  @Nested
  class GoodTrainer implements TrainerContract {
    @Override
    public Trainer trainer() {
      return new Guesses();
    }
  }

  @Nested
  class GoodGroupTrainer implements TrainerContract {
    @Override
    public Trainer trainer() {
      return new Together(0);
    }
  }

  /** A trainer of groups; with an error, its numbers depend on the size of the group. */
  private static final class Together extends Guesses implements GroupTrainer {
    private static final long serialVersionUID = 1;
    private final double error;

    Together(double error) {
      this.error = error;
    }

    @Override
    public Footprint footprint(Parameters parameters, Dataset dataset) {
      return new Footprint(parameters.text("how"), 1, 1, 0, 3);
    }

    @Override
    public void train(TrialContext trial) throws Exception {
      trainTogether(List.of(trial));
    }

    @Override
    public void trainTogether(List<? extends TrialContext> trials) throws Exception {
      for (TrialContext trial : trials) {
        double x = trial.parameters().real("bias") + error * trials.size();
        trial.report(1, Map.of("valid_accuracy", x, "distance", x));
      }
    }
  }

  @Test
  void declarationsMustBeComplete() {
    Trainer shouting =
        new Guesses() {
          @Override
          public String name() {
            return "Guesses";
          }
        };
    fails(contract(shouting)::declaresWhatItNeeds, "name must be lower case letters");
    Trainer twice =
        new Guesses() {
          @Override
          public List<Parameter> parameters() {
            return List.of(Parameter.real("a", 1), Parameter.real("a", 2));
          }
        };
    fails(contract(twice)::declaresWhatItNeeds, "a parameter is declared twice: [a, a]");
    Trainer mute =
        new Guesses() {
          @Override
          public List<Metric> metrics() {
            return List.of();
          }
        };
    fails(contract(mute)::declaresWhatItNeeds, "no metric is declared");
  }

  @Test
  void everyMetricMustBeReported() {
    Trainer forgetful = doing(trial -> trial.report(1, Map.of("valid_accuracy", 1.0)));
    fails(contract(forgetful)::reportsEveryDeclaredMetric, "it has reported no value of distance");
    Trainer broken =
        doing(trial -> trial.report(1, Map.of("valid_accuracy", Double.NaN, "distance", 1.0)));
    fails(contract(broken)::reportsEveryDeclaredMetric, "its last value of valid_accuracy is NaN");
    Trainer misspelt = doing(trial -> trial.report(1, Map.of("Accuracy", 1.0)));
    fails(
        contract(misspelt)::reportsEveryDeclaredMetric,
        "no metric can be called Accuracy, or have the value 1.0");
    Trainer backward =
        doing(
            trial -> {
              trial.report(2, Map.of());
              trial.report(1, Map.of());
            });
    fails(
        contract(backward)::reportsEveryDeclaredMetric,
        "step 1 is less than that of the last report, 2");
  }

  @Test
  void randomnessMustComeFromTheSeed() {
    Trainer random = doing(trial -> measure(trial, new Random().nextDouble()));
    fails(contract(random)::sameSeedGivesTheSameNumbers, "the same instance again");
  }

  @Test
  void stateMustNotGetFromOneTrialToAnother() {
    Trainer counting = doing(trial -> measure(trial, CALLS.incrementAndGet()));
    fails(contract(counting)::sameSeedGivesTheSameNumbers, "the same instance again");
    CyclicBarrier together = new CyclicBarrier(4);
    AtomicInteger trainings = new AtomicInteger();
    Trainer shared =
        new Bad() {
          private static final long serialVersionUID = 1;
          private transient volatile double seed;

          @Override
          public void train(TrialContext trial) throws Exception {
            seed = (double) trial.seed();
            if (trainings.incrementAndGet() > 4) { // the first four train alone
              together.await();
            }
            measure(trial, seed);
          }
        };
    fails(contract(shared)::trialsAtTheSameTimeDoNotAffectEachOther, "expected: ");
  }

  @Test
  void seedsOfAllKindsMustBeAllowed() {
    Trainer picky =
        doing(
            trial -> {
              if (trial.seed() < 0) {
                throw new IllegalArgumentException("seed must not be negative");
              }
              measure(trial, 1);
            });
    fails(contract(picky)::trainsWithOtherSeeds, "seed must not be negative");
  }

  @Test
  void boundsAndChoicesMustBeThoseThatItTrainsWith() {
    Trainer narrow =
        doing(
            trial -> {
              if (trial.parameters().text("how").equals("never")) {
                throw new IllegalArgumentException("unknown way");
              }
              measure(trial, 1);
            });
    fails(contract(narrow)::trainsAtTheBoundsAndChoicesThatItDeclares, "at {how=never}");
  }

  @Test
  void divergingAtABoundIsNoMistake() throws Exception {
    Trainer diverging =
        doing(
            trial -> {
              if (trial.parameters().real("bias") == 1) {
                throw new DivergedException("too much bias");
              }
              measure(trial, 1);
            });
    contract(diverging).trainsAtTheBoundsAndChoicesThatItDeclares();
  }

  @Test
  void stopMustBeObeyed() {
    Trainer silent = doing(trial -> trial.figures(Map.of("valid_accuracy", 1.0, "distance", 1.0)));
    fails(contract(silent)::stopsWhenItIsTold, "it has never called report");
    Trainer stubborn =
        doing(
            trial -> {
              for (int i = 0; i < 3; i++) {
                try {
                  measure(trial, i);
                } catch (RuntimeException e) {
                  // goes on
                }
              }
            });
    fails(contract(stubborn)::stopsWhenItIsTold, "it reports again after it was told to end");
    Trainer hiding =
        doing(
            trial -> {
              try {
                measure(trial, 1);
              } catch (RuntimeException e) {
                throw new IllegalStateException("something failed", e);
              }
            });
    fails(contract(hiding)::stopsWhenItIsTold, "it throws something else than it was told to");
    Trainer slow =
        doing(
            trial -> {
              try {
                measure(trial, 1);
              } finally {
                new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS);
              }
            });
    TrainerContract impatient =
        new TrainerContract() {
          @Override
          public Trainer trainer() {
            return slow;
          }

          @Override
          public Duration patience() {
            return Duration.ofSeconds(3);
          }
        };
    fails(impatient::stopsWhenItIsTold, " s after it was told to");
  }

  @Test
  void trainingMustEnd() {
    CountDownLatch never = new CountDownLatch(1);
    Trainer endless = doing(trial -> never.await());
    TrainerContract impatient =
        new TrainerContract() {
          @Override
          public Trainer trainer() {
            return endless;
          }

          @Override
          public Duration patience() {
            return Duration.ofSeconds(1);
          }
        };
    fails(impatient::reportsEveryDeclaredMetric, "the training has not ended after 1 s");
  }

  @Test
  void threadsMustEnd() {
    CountDownLatch never = new CountDownLatch(1);
    Trainer leaking =
        doing(
            trial -> {
              Thread thread =
                  new Thread(
                      () -> {
                        try {
                          never.await();
                        } catch (InterruptedException e) {
                          // ends
                        }
                      },
                      "leak");
              thread.setDaemon(true);
              thread.start();
              measure(trial, 1);
            });
    fails(
        contract(leaking)::closesWhatItOpens,
        "threads that still run ==> expected: <[]> but was: <[leak]>");
    never.countDown();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void filesMustBeClosed() throws Exception {
    List<InputStream> open = new ArrayList<>();
    Trainer leaking =
        doing(
            trial -> {
              Path file = Files.writeString(trial.scratch().resolve("numbers"), "1");
              open.add(Files.newInputStream(file));
              measure(trial, 1);
            });
    fails(contract(leaking)::closesWhatItOpens, "open files in its scratch directory");
    Trainer elsewhere =
        doing(
            trial -> {
              Path file = Files.createTempFile("elsewhere", "");
              file.toFile().deleteOnExit();
              open.add(Files.newInputStream(file));
              measure(trial, 1);
            });
    fails(contract(elsewhere)::closesWhatItOpens, "open files ==> expected: <[]> but was: <[/");
    for (InputStream stream : open) {
      stream.close();
    }
  }

  @Test
  void copiesMustTrainAlike() {
    Trainer unserializable =
        new Bad() {
          private static final long serialVersionUID = 1;
          private final Object lock = new Object();

          @Override
          public void train(TrialContext trial) {
            measure(trial, lock.hashCode() > 0 ? 1 : 2);
          }
        };
    assertThatThrownBy(contract(unserializable)::survivesSerialization)
        .isInstanceOf(java.io.NotSerializableException.class);
    fails(contract(new Forgetting(3))::survivesSerialization, "the numbers of a copy");
  }

  /** Loses a value when it is copied. */
  private static final class Forgetting extends Bad {
    private static final long serialVersionUID = 1;
    private transient double value;

    Forgetting(double value) {
      this.value = value;
    }

    private void readObject(ObjectInputStream in) throws Exception {
      in.defaultReadObject();
      value = 0;
    }

    @Override
    public void train(TrialContext trial) {
      measure(trial, value);
    }
  }

  @Test
  void testRowsMustNotChangeTheTraining() {
    Trainer peeking = doing(trial -> measure(trial, trial.test().isPresent() ? 1 : 0.5));
    fails(contract(peeking)::trainsWithTestRows, "valid_accuracy with and without test rows");
    Trainer escaping = doing(trial -> trial.keep("../model", new byte[0]));
    fails(contract(escaping)::trainsWithTestRows, "no file can be called ../model");
  }

  @Test
  void groupsMustHaveTheSameNumbers() {
    fails(
        contract(new Together(1e-12))::trialsTrainedTogetherHaveTheNumbersThatTheyHaveAlone,
        "of {} alone and in a group of 3");
  }

  /** Continues, or does it wrong. */
  private static final class Adding extends Guesses {
    private static final long serialVersionUID = 1;
    private final String mistake;

    Adding(String mistake) {
      this.mistake = mistake;
    }

    @Override
    public boolean continues() {
      return true;
    }

    @Override
    public void train(TrialContext trial) {
      int from = 0;
      if (!mistake.equals("begins again")) {
        from = trial.checkpoint().map(state -> (int) state[0]).orElse(0);
      }
      int last = trial.rung().orElse(mistake.equals("reports once") ? 1 : 4);
      double value = mistake.equals("forgets") ? 0 : from * trial.seed();
      for (int round = from + 1; round <= last; round++) {
        value += trial.seed();
        trial.report(round, Map.of("valid_accuracy", value, "distance", value));
      }
      if (!mistake.equals("keeps its state") && trial.mostCheckpointBytes() > 0) {
        trial.checkpoint(new byte[] {(byte) last});
      }
    }
  }

  @Nested
  class TrainerThatContinues implements TrainerContract {
    @Override
    public Trainer trainer() {
      return new Adding("");
    }
  }

  @Test
  void whatContinuesMustHaveTheNumbersOfAWholeTraining() {
    fails(
        contract(new Adding("forgets"))::continuesFromWhatItHandedOver, "continued from its rung");
    fails(
        contract(new Adding("keeps its state"))::continuesFromWhatItHandedOver,
        "it hands over no state at its rung");
    fails(
        contract(new Adding("begins again"))::continuesFromWhatItHandedOver,
        "it does not ask for its checkpoint");
    fails(
        contract(new Adding("reports once"))::continuesFromWhatItHandedOver,
        "it must report at two steps or more");
  }

  private static void fails(ThrowingCallable check, String message) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContaining(message);
  }

  private static void measure(TrialContext trial, double value) {
    trial.report(1, Map.of("valid_accuracy", value, "distance", value));
  }

  private static TrainerContract contract(Trainer trainer) {
    return () -> trainer;
  }

  /** A training of a few lines. */
  private interface Doing {
    void train(TrialContext trial) throws Exception;
  }

  private static Trainer doing(Doing training) {
    return new Guesses() {
      @Override
      public void train(TrialContext trial) throws Exception {
        training.train(trial);
      }
    };
  }
}
