package dev.lambdasweep.driver.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTextTest {
  @Test
  void leavesPlainWordsAsTheyAre() {
    assertThat(ShellText.quoted("conf/coarse-2.conf")).isEqualTo("conf/coarse-2.conf");
    assertThat(ShellText.quoted("s3a://bucket/a_b")).isEqualTo("s3a://bucket/a_b");
  }

  @Test
  void quotesAllOthers() {
    assertThat(ShellText.quoted("my results")).isEqualTo("'my results'");
    assertThat(ShellText.quoted("it's")).isEqualTo("'it'\\''s'");
    assertThat(ShellText.quoted("~/x")).isEqualTo("'~/x'");
    assertThat(ShellText.quoted("")).isEqualTo("''");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "it's", "$HOME", "`id`", "a;b", "*", "~", "a\"b", "a\\b", "a\nb", "ä"})
  void isReadByAShellAsTheWord(String word) throws IOException {
    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellText.quoted(word)).start();

    assertThat(shell.getInputStream().readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(word);
  }
}
