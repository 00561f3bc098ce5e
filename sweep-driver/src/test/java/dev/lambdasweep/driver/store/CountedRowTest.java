package dev.lambdasweep.driver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several rows of one trial counts, independent of the executors' clocks. */
class CountedRowTest {
  private static final SweepId ID = Examples.COARSE.id();
  private static final TrialKey KEY = new TrialKey(0, 0);

  @TempDir private Path folder;
  private ResultsStore store;

  @BeforeEach
  void open() {
    store = ResultsStore.writing(folder.toString(), Examples.HADOOP);
  }

  @Test
  void isTheCompleteOneEvenIfAFastClockStampedAFailedOne() {
    driver().add(List.of(failed(60)));
    driver().add(List.of(complete(0, 0.5)));
    assertCounts("COMPLETE", 0);
  }

  @Test
  void isTheCompleteOneEvenIfAnotherDriverFailedLater() {
    driver().add(List.of(complete(0, 0.5)));
    driver().add(List.of(failed(60)));
    assertCounts("COMPLETE", 0);
    assertThat(store.curves(ID).value().get(KEY)).hasSize(2);
    assertThat(store.outcomes(ID).value()).containsOnlyKeys(KEY);
  }

  @Test
  void isTheLaterCommitOfTwoThatFailed() {
    driver().add(List.of(failed(60)));
    driver().add(List.of(failed(0)));
    assertCounts("FAILED", 0);
  }

  @Test
  void isTheLaterCommitOfTwoThatAreComplete() {
    ResultsWriter one = driver();
    for (int i = 0; i < 12; i++) {
      one.add(List.of(complete(60 - i, 0.5)));
    }
    assertCounts("COMPLETE", 49);
    driver().add(List.of(complete(0, 0.3)));
    assertCounts("COMPLETE", 0);
    assertThat(store.curves(ID).value().get(KEY).get(1).validation().accuracy()).isEqualTo(0.3);
  }

  @Test
  void isOneWithANumberRatherThanOneOfAnOlderVersion() throws IOException {
    writeOld("ffffffff-ffff-4fff-bfff-ffffffffffff.jsonl", failed(60));
    writeOld("99999999-9999-4999-9999-999999999999.jsonl", failed(61));
    driver().add(List.of(failed(0)));
    assertCounts("FAILED", 0);
  }

  @Test
  void isTheOneTrainedLastOfThoseOfAnOlderVersion() throws IOException {
    writeOld("00000000-0000-4000-8000-000000000000.jsonl", failed(2));
    writeOld("ffffffff-ffff-4fff-bfff-ffffffffffff.jsonl", failed(1));
    assertCounts("FAILED", 2);
    writeOld("11111111-1111-4111-9111-111111111111.jsonl", complete(0, 0.5));
    assertCounts("COMPLETE", 0);
  }

  @Test
  void isThatOfTheLastFileIfAllElseIsEqual() throws IOException {
    writeOld("b.jsonl", complete(0, 0.25));
    writeOld("a.jsonl", complete(0, 0.5));
    assertThat(store.rows(ID).value())
        .singleElement()
        .satisfies(row -> assertThat(row.figure("valid_accuracy")).hasValue(0.25));
  }

  @Test
  void countsOnFromTheHighestNumberThatIsThere() throws IOException {
    ResultsWriter one = driver();
    one.add(List.of(complete(0, 0.5)));
    one.add(List.of(complete(0, 0.5)));
    ResultsWriter two = driver();
    two.add(List.of(complete(0, 0.5)));
    one.add(List.of(complete(0, 0.5)));
    try (Stream<Path> files = Files.list(folder.resolve("trials/sweep=" + ID))) {
      assertThat(files.map(file -> file.getFileName().toString().substring(0, 7)))
          .containsExactlyInAnyOrder("000001-", "000002-", "000003-", "000003-");
    }
  }

  /** A driver that starts now. */
  private ResultsWriter driver() {
    return store.writer(Examples.COARSE, "0.1.0");
  }

  private void assertCounts(String state, int minute) {
    assertThat(store.rows(ID).value())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.state()).isEqualTo(state);
              assertThat(row.execution().startedAt())
                  .isEqualTo(Examples.NOON.plusSeconds(60L * minute));
            });
  }

  /** A file as older versions named theirs. */
  private void writeOld(String file, FinishedTrial trial) throws IOException {
    Path rows = Files.createDirectories(folder.resolve("trials/sweep=" + ID));
    Files.writeString(
        rows.resolve(file), RowJson.line(TrialRow.of(Examples.COARSE, "0.1.0", trial)) + "\n");
  }

  private static FinishedTrial failed(int minute) {
    return Examples.failed(0, 0.1, Examples.execution(at(minute), "one", 1));
  }

  private static FinishedTrial complete(int minute, double accuracy) {
    return Examples.complete(0, 0.1, accuracy, Examples.execution(at(minute), "one", 1));
  }

  private static Instant at(int minute) {
    return Examples.NOON.plusSeconds(60L * minute);
  }
}
