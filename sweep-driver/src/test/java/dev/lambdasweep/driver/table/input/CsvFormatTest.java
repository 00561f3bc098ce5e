package dev.lambdasweep.driver.table.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvFormatTest {
  private static final Map<String, String> USUAL = Map.of("sep", ",", "header", "true");

  @Test
  void dividesALineAsSparkDoes() {
    CsvFormat format = CsvFormat.of(Map.of(), USUAL);
    assertThat(format.hasHeader()).isTrue();
    assertThat(format.cells("a,\"b,c\",,\"d\\\"e\"")).containsExactly("a", "b,c", "", "d\"e");
    assertThat(format.cells("")).isEmpty();
  }

  @Test
  void takesOptionsInAnyCaseAndUnderTheirOtherName() {
    CsvFormat format =
        CsvFormat.of(
            Map.of("Delimiter", ";", "HEADER", "false", "escape", "\"", "comment", "#"), USUAL);
    assertThat(format.hasHeader()).isFalse();
    assertThat(format.separator()).isEqualTo(";");
    assertThat(format.cells("a;\"d\"\"e\"")).containsExactly("a", "d\"e");
    assertThat(format.isEmpty("# a comment")).isTrue();
    assertThat(format.isEmpty("  ")).isTrue();
    assertThat(format.isEmpty("a # b")).isFalse();
  }
}
