package dev.lambdasweep.driver.table.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibSvmLineTest {
  @Test
  void isALabelAndPairs() {
    LibSvmLine line = LibSvmLine.of(" +1  2:0.5\t7:-1e3  # a comment: 9:9");
    assertThat(line.isGood()).isTrue();
    assertThat(line.label()).isEqualTo(1);
    assertThat(line.indices()).containsExactly(1, 6);
    assertThat(line.values()).containsExactly(0.5, -1000);
    assertThat(LibSvmLine.largest(line.extent())).isEqualTo(7);
    assertThat(LibSvmLine.isWhole(line.extent())).isTrue();
  }

  @Test
  void isEmptyIfItIsAComment() {
    assertThat(LibSvmLine.isEmpty("  # nothing")).isTrue();
    assertThat(LibSvmLine.isEmpty("1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a 1:1", "1 0:1", "1 2:1 2:1", "1 3:1 2:1", "1 2", "1 x:1", "1 1:y", "1 :5"})
  void refusesWhatIsNoPair(String line) {
    assertThat(LibSvmLine.of(line).isGood()).isFalse();
  }

  @Test
  void knowsTheExtentOfSeveralLines() {
    long extent =
        LibSvmLine.larger(LibSvmLine.of("1 5:1").extent(), LibSvmLine.of("0.5 2:1").extent());
    assertThat(LibSvmLine.largest(extent)).isEqualTo(5);
    assertThat(LibSvmLine.isWhole(extent)).isFalse();
  }
}
