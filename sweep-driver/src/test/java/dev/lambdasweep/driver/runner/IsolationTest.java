package dev.lambdasweep.driver.runner;

import static dev.lambdasweep.driver.trial.SmallSweep.HOST;
import static dev.lambdasweep.driver.trial.SmallSweep.config;
import static dev.lambdasweep.driver.trial.SmallSweep.resolved;
import static dev.lambdasweep.driver.trial.SmallSweep.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.train.Ending;
import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.StoppedException;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.TrialContext;
import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.Group;
import dev.lambdasweep.driver.trial.ResolvedTrial;
import dev.lambdasweep.driver.trial.SmallSweep;
import dev.lambdasweep.driver.trial.TrialData;
import dev.lambdasweep.driver.trial.TrialHost;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trainers that misbehave, each in a thread of its own. */
@Timeout(60)
class IsolationTest {
  private static final Map<String, Double> MEASURED = Map.of("score", 0.5);

  /** Does something instead of a training. */
  @FunctionalInterface
  private interface Doing extends Trainer {
    @Override
    default String name() {
      return "doing";
    }

    @Override
    default List<Parameter> parameters() {
      return List.of();
    }

    @Override
    default List<Metric> metrics() {
      return List.of(Metric.maximize("score"));
    }

    @Override
    void train(TrialContext trial) throws Exception;
  }

  @Test
  @SuppressWarnings("removal") // ThreadDeath is what Thread.stop threw
  void whateverIsThrownIsARow() {
    for (Throwable thrown :
        List.of(
            new InternalError("a bug of the JVM"),
            new OutOfMemoryError("Java heap space"),
            new ThreadDeath(),
            new ExceptionInInitializerError("no"),
            new UnsatisfiedLinkError("no libxgboost4j in java.library.path"),
            new Throwable("neither of the two"))) {
      Doing throwing =
          trial -> {
            IsolationTest.<RuntimeException>sneak(thrown);
          };
      assertThat(only(throwing).ending())
          .isEqualTo(Ending.failed(Ending.Cause.ERROR, thrown.toString()));
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void exceptionThatCannotBeDescribedIsNamed() {
    Doing throwing =
        trial -> {
          throw new Indescribable();
        };
    assertThat(only(throwing).ending())
        .isEqualTo(
            Ending.failed(
                Ending.Cause.ERROR, "dev.lambdasweep.driver.runner.IsolationTest$Indescribable"));
  }

  private static final class Indescribable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }
  }

  @Test
  void metricsThatCannotBeListedAreARow() {
    Trainer forgetful =
        new Doing() {
          @Override
          public List<Metric> metrics() {
            throw new LinkageError("gone");
          }

          @Override
          public void train(TrialContext trial) {
            trial.report(1, MEASURED);
          }
        };
    assertThat(only(forgetful).ending())
        .isEqualTo(Ending.failed(Ending.Cause.ERROR, "java.lang.LinkageError: gone"));
  }

  @Test
  void reportEndsATrainingWhoseTimeIsOver() {
    List<Throwable> seen = Collections.synchronizedList(new ArrayList<>());
    Doing endless =
        trial -> {
          for (int step = 0; ; step++) {
            try {
              trial.report(step, MEASURED);
            } catch (StoppedException e) {
              seen.add(e);
              throw e;
            }
            Thread.onSpinWait();
          }
        };
    TrialResult result = only(endless, "execution.trial-timeout = 0.3");
    assertThat(result.ending().cause()).isEqualTo(Ending.Cause.TIMEOUT);
    assertThat(result.ending().error())
        .matches("trained for 0\\.[3-9] s, longer than trial-timeout, and was stopped");
    assertThat(result.curve()).isNotEmpty();
    assertThat(result.execution().trainSeconds()).isBetween(0.3, 5.0);
    assertThat(seen)
        .singleElement()
        .satisfies(e -> assertThat(e).hasMessage("its time, execution.trial-timeout, is over"));
  }

  @Test
  void trainingThatBlocksIsInterruptedAtTheLimit() {
    CountDownLatch never = new CountDownLatch(1);
    Doing blocking = trial -> never.await();
    TrialResult result = only(blocking, "execution.trial-timeout = 0.2");
    assertThat(result.ending().cause()).isEqualTo(Ending.Cause.TIMEOUT);
    assertThat(result.execution().trainSeconds()).isLessThan(2.5);
  }

  @Test
  void trainingThatEndsLateIsTimedOutEvenIfItReports() {
    Doing late =
        trial -> {
          trial.report(1, MEASURED);
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(30)); // until it is interrupted
        };
    assertThat(only(late, "execution.trial-timeout = 0.2").ending().cause())
        .isEqualTo(Ending.Cause.TIMEOUT);
  }

  @Test
  void trainingThatCannotBeStoppedIsGivenUp() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    List<String> late = Collections.synchronizedList(new ArrayList<>());
    Doing stubborn =
        trial -> {
          threads.add(Thread.currentThread());
          while (!isOver.get()) {
            Thread.onSpinWait();
          }
          try {
            trial.report(1, MEASURED);
          } catch (StoppedException e) {
            late.add("report: " + e.getMessage());
          }
          try {
            trial.scratch();
          } catch (StoppedException e) {
            late.add("scratch: " + e.getMessage());
          }
        };
    TrialResult result = only(stubborn, "execution.trial-timeout = 0.2");
    assertThat(result.ending().cause()).isEqualTo(Ending.Cause.TIMEOUT);
    assertThat(result.ending().error())
        .matches(
            "trained for 5\\.\\d s, longer than trial-timeout, and its thread could not be stopped");
    assertThat(result.execution().log())
        .isEqualTo(
            "1 of the threads that the training started did not end: training of trial 0, repeat 1,"
                + " fold 0");
    assertThat(threads.get(0).isDaemon()).isTrue();
    isOver.set(true);
    threads.get(0).join();
    assertThat(late).containsExactly("report: it has ended", "scratch: it has ended");
  }

  @Test
  void cancelledTrainingIsInterruptedAndLeavesNoRow() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Doing blocking =
        trial -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            trial.report(1, MEASURED);
          }
        };
    TrialHost.Check killed =
        () -> {
          if (begun.getCount() == 0) {
            throw new IllegalStateException("the task was killed");
          }
        };
    assertThatThrownBy(() -> train(blocking, SmallSweep.host(killed)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the task was killed");
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void interruptionOfTheTaskCancelsTheTraining() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Doing blocking =
        trial -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        };
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread task =
        new Thread(
            () -> {
              try {
                train(blocking, HOST);
              } catch (IllegalStateException e) {
                thrown.add(e);
                thrown.add(new Throwable("flag " + Thread.currentThread().isInterrupted()));
              }
            });
    task.start();
    begun.await();
    task.interrupt();
    task.join();
    assertThat(interrupted.getCount()).isZero();
    assertThat(thrown)
        .extracting(Throwable::getMessage)
        .containsExactly("Interrupted while a trial was training", "flag true");
  }

  @Test
  void threadsThatAreLeftBehindAreInterruptedAndNamedIfTheyDoNotEnd() {
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicBoolean isOver = new AtomicBoolean();
    Doing leaving =
        trial -> {
          CountDownLatch asleep = new CountDownLatch(1);
          Thread obedient =
              new Thread(
                  () -> {
                    try {
                      asleep.countDown();
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      interrupted.countDown();
                    }
                  },
                  "obedient");
          obedient.start();
          asleep.await();
          Thread stubborn =
              new Thread(
                  () -> {
                    while (!isOver.get()) {
                      Thread.onSpinWait();
                    }
                  },
                  "stubborn");
          stubborn.start();
          trial.report(1, MEASURED);
        };
    TrialResult result = only(leaving);
    isOver.set(true);
    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(interrupted.getCount()).isZero();
    assertThat(result.execution().log())
        .isEqualTo("1 of the threads that the training started did not end: stubborn");
  }

  @Test
  void exceptionOfAnotherThreadOfTheTrainingIsLogged() {
    Doing careless =
        trial -> {
          Thread thread =
              new Thread(
                  () -> {
                    throw new IllegalStateException("a helper's mistake");
                  },
                  "helper");
          thread.start();
          thread.join();
          trial.report(1, MEASURED);
        };
    TrialResult result = only(careless);
    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(result.execution().log())
        .isEqualTo("thread helper ended with java.lang.IllegalStateException: a helper's mistake");
  }

  @Test
  void threadsOfTheProcessAreLeftAlone() {
    Doing parallel =
        trial -> {
          assertThat(IntStream.range(0, 1000).parallel().sum()).isEqualTo(499_500);
          ForkJoinPool.commonPool().submit(() -> {}).get();
          Thread shared = new Thread(LockSupport::park, "Some Deallocator");
          shared.start();
          trial.report(1, MEASURED);
        };
    assertThat(only(parallel).execution().log()).isEmpty();
  }

  @Test
  void poolOfAnEarlierTrainingStillWorks() throws Exception {
    List<ExecutorService> shared = Collections.synchronizedList(new ArrayList<>());
    Doing pooling =
        trial -> {
          if (shared.isEmpty()) {
            shared.add(Executors.newCachedThreadPool());
          } else {
            shared.get(0).submit(() -> {}).get();
          }
          trial.report(1, MEASURED);
        };
    assertThat(only(pooling).ending()).isEqualTo(Ending.COMPLETE);
    assertThat(only(pooling).ending()).isEqualTo(Ending.COMPLETE);
    shared.get(0).shutdownNow();
  }

  @Test
  void threadHasTheClassLoaderOfTheTaskAndItsBinding() {
    ClassLoader own = new ClassLoader(IsolationTest.class.getClassLoader()) {};
    ThreadLocal<String> task = new ThreadLocal<>();
    TrialHost host =
        new TrialHost(
            SmallSweep.PLACE,
            1,
            Map.of(),
            HOST.scratch(),
            Checkpoint.Exchange.NONE,
            report -> {},
            () -> {},
            training ->
                () -> {
                  task.set("task 7");
                  training.run();
                });
    Doing asking =
        trial -> {
          trial.log(task.get());
          trial.log(String.valueOf(Thread.currentThread().getContextClassLoader().equals(own)));
          trial.log(Thread.currentThread().getName());
          trial.report(1, MEASURED);
        };
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(own);
    try {
      assertThat(train(asking, host).execution().log())
          .isEqualTo("task 7\ntrue\ntraining of trial 0, repeat 1, fold 0");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void theTimeBeforeACheckpointCounts() {
    ResolvedTrial trial =
        resolved(config("execution.trial-timeout = 50.3", "training.updates = 6"), trial(0, 0.1))
            .continuing(true);
    Checkpoint checkpoint =
        new Checkpoint(new Checkpoint.State(new byte[1]), 2, List.of(), Map.of(), 50);
    Doing endless =
        context -> {
          context.checkpoint();
          for (int step = 3; ; step++) {
            context.report(step, MEASURED);
            Thread.onSpinWait();
          }
        };
    TrialHost host = HOST.with(new Checkpoint.Exchange(Map.of(trial.trial(), checkpoint), 0));
    TrialResult result =
        new TrialRunner(endless)
            .train(new Group(List.of(trial)), new TrialData(SmallSweep.DATA, List.of()), host)
            .get(0)
            .result();
    assertThat(result.ending().error())
        .matches("trained for 50\\.[3-9] s, longer than trial-timeout, and was stopped");
    assertThat(result.execution().carriedSeconds()).isEqualTo(50);
  }

  private static TrialResult only(Trainer trainer, String... settings) {
    return train(trainer, HOST, settings);
  }

  private static TrialResult train(Trainer trainer, TrialHost host, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("training.updates = 6");
    Group group = new Group(List.of(resolved(config(all.toArray(String[]::new)), trial(0, 0.1))));
    return new TrialRunner(trainer)
        .train(group, new TrialData(SmallSweep.DATA, List.of()), host)
        .get(0)
        .result();
  }
}
