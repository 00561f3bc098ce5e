package dev.lambdasweep.driver.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogTailTest {
  private final LogTail tail = new LogTail();

  @Test
  void keepsTheLastTwentyLines() {
    tail.add("line 0");
    tail.add(IntStream.range(1, 25).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));
    assertThat(tail.text().lines()).hasSize(20).startsWith("line 5").endsWith("line 24");
  }

  @Test
  void cutsLongLines() {
    tail.add("x".repeat(1000) + "\nend");
    assertThat(tail.text()).isEqualTo("x".repeat(300) + "\nend");
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(tail.text()).isEmpty();
  }
}
