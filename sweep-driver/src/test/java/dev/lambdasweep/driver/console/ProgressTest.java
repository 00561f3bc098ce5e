package dev.lambdasweep.driver.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();

  @ParameterizedTest
  @CsvSource({
    // ten trials of 10 s one by one: two slots have ended one and are about to end another
    "10, 1, 9, 10, 2, 2, 40",
    // two groups of five, one of which has ended: the other is about to
    "100, 5, 5, 100, 2, 10, 0",
    // four such groups: the second is about to end, two are left
    "100, 5, 15, 100, 2, 10, 100",
    // one slot, one group of three after another
    "30, 3, 6, 30, 1, 3, 60",
    // short trials that took 1 s of 10: the rest was no training that is under way
    "10, 1000, 1000, 1, 2, 2, 9.96",
  })
  void estimatesTheTimeLeftFromTheTrialsThatEnded(
      double elapsed,
      int done,
      int left,
      double seconds,
      int slots,
      int mostAtOnce,
      double expected) {
    assertThat(Progress.secondsLeft(elapsed, done, left, seconds, slots, mostAtOnce))
        .isCloseTo(expected, within(0.01));
  }

  @Test
  void writesOneLinePerTrialWithoutATerminal() {
    Progress progress =
        new Progress(new PrintStream(written, true, UTF_8), false, 79, 3, 1, 0, clock::get);
    progress.begin(2, 2, () -> "");
    progress.ended(() -> "one", true, 1);
    progress.ended(() -> "two", false, 1);
    progress.show(() -> "0.5");
    progress.end();
    assertThat(written.toString(UTF_8)).isEqualTo("2/3 one\n3/3 two\n");
  }

  @Test
  void drawsTheBarOnceForTrialsThatEndedTogether() {
    Progress progress =
        new Progress(new PrintStream(written, true, UTF_8), true, 79, 4, 0, 0, clock::get);
    progress.begin(1, 4, () -> "");
    progress.ended(() -> "one", true, 1);
    progress.ended(() -> "two", false, 1);
    progress.ended(() -> "three", true, 1);
    progress.show(() -> "0.5 at lambda = 1");
    assertThat(written.toString(UTF_8))
        .matches(
            "\r\\[\\.{16}\\] 0/4\u001b\\[K\r\\[#{12}\\.{4}\\] 3/4, 1 failed,"
                + " about \\d+:\\d\\d left, best 0.5 at lambda = 1\u001b\\[K");
  }

  @Test
  void beginsAfterAResumeWithWhatThereIs() {
    Progress progress =
        new Progress(new PrintStream(written, true, UTF_8), true, 79, 4, 2, 1, clock::get);
    progress.begin(1, 1, () -> "0.5 at lambda = 1");
    assertThat(written.toString(UTF_8))
        .isEqualTo("\r[########........] 2/4, 1 failed, best 0.5 at lambda = 1\u001b[K");
  }

  @Test
  void staysWithinTheTerminal() {
    Progress progress =
        new Progress(new PrintStream(written, true, UTF_8), true, 60, 4, 2, 0, clock::get);
    progress.begin(1, 1, () -> "0.5172 at lambda = 0.00112213, learning_rate = 0.0123456");
    assertThat(written.toString(UTF_8)).matches("\r\\[.{58}\u001b\\[K");
  }

  @Test
  void showsRunningTrialsOnTheTerminalWithinItsWidth() {
    Progress progress =
        new Progress(new PrintStream(written, true, UTF_8), true, 61, 4, 0, 0, clock::get);
    progress.begin(2, 1, () -> "");
    progress.running("2 running: trial 0 at step 3, loss 0.2");
    progress.show(() -> "0.5172 at lambda = 0.00112213");
    progress.running("");
    progress.show(() -> "");
    assertThat(written.toString(UTF_8))
        .isEqualTo(
            "\r[................] 0/4\u001b[K"
                + "\r[................] 0/4, best 0.5172 at lambda = 0.00112213, \u001b[K"
                + "\r[................] 0/4\u001b[K");
  }

  @Test
  void givesASignOfLifeAfterAMinuteWithoutATerminal() {
    Progress progress =
        new Progress(new PrintStream(written, true, UTF_8), false, 79, 4, 0, 0, clock::get);
    progress.begin(2, 1, () -> "");
    clock.set(59_999_999_999L);
    progress.running("at 1");
    clock.set(60_000_000_000L);
    progress.running("at 2");
    progress.running("at 3");
    clock.set(119_000_000_000L);
    progress.ended(() -> "one", true, 1);
    progress.running("at 4");
    clock.set(179_000_000_000L);
    // nothing new
    progress.running("at 4");
    progress.running("");
    progress.show(() -> "");
    progress.running("at 5");
    assertThat(written.toString(UTF_8)).isEqualTo("at 2\n1/4 one\nat 5\n");
  }

  @Test
  void estimatesFromTheStartOfTrialsThatBeganBeforeIt() {
    Progress progress =
        new Progress(new PrintStream(written, true, UTF_8), true, 79, 40, 0, 0, clock::get);
    progress.begin(1, 1, () -> "");
    progress.began(Instant.now().minusSeconds(60));
    for (int i = 0; i < 10; i++) {
      progress.ended(() -> "", true, 12);
    }
    progress.show(() -> "");
    assertThat(written.toString(UTF_8)).endsWith(" 10/40, about 3:00 left\u001b[K");
  }
}
