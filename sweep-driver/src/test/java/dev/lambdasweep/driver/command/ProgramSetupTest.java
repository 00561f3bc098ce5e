package dev.lambdasweep.driver.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.setting.Placeholders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramSetupTest {
  @Test
  void placeholdersStandForValuesThatAreNotReadAgain() {
    assertThat(
            ProgramSetup.words(
                List.of("x", "${a}", "${a}/${data}$", "$${a} $a {a}", "${args}", ""),
                Map.of("a", "${data} $1 \\"),
                Map.of("data", "/d")))
        .containsExactly(
            "x", "${data} $1 \\", "${data} $1 \\//d$", "${a} $a {a}", "--a", "${data} $1 \\", "");
  }

  @ParameterizedTest
  @CsvSource({
    "'${a',true",
    "'${a}${b',true",
    "'$${a',false",
    "'${a}',false",
    "'$a}',false",
    "'${}',false"
  })
  void unclosedPlaceholdersAreFound(String text, boolean isUnclosed) {
    assertThat(Placeholders.isUnclosed(text)).isEqualTo(isUnclosed);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-1, 2147483647",
    "8589934592, 1",
    "8589934591, 0",
    "-9223372036854775808, 1073741824"
  })
  void seedHas31Bits(long seed, long expected) {
    assertThat(ProgramSetup.seed(seed)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, exit code 1",
    "127, exit code 127",
    "128, exit code 128",
    "137, killed by signal 9 (SIGKILL)",
    "143, killed by signal 15 (SIGTERM)",
    "255, exit code 255"
  })
  void exitCodesAreNamed(int code, String text) {
    assertThat(new ExitStatus(code)).hasToString(text);
  }
}
