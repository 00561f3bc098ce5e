package dev.lambdasweep.driver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepIdTest {
  private static final Instant AT = Instant.parse("2026-11-20T19:30:00.999Z");

  @Test
  void isTheNameTheTimeInUtcAndFourLetters() {
    assertThat(SweepId.of("Coarse", AT, new Random(1)).text())
        .matches("coarse-20261120T193000-[0-9a-f]{4}");
  }

  @ParameterizedTest
  @CsvSource({
    "coarse, coarse",
    "'Coarse λ, 2nd try', coarse-2nd-try",
    "../../etc, etc",
    "<script>alert(1)</script>, script-alert-1-script",
    "'', sweep",
    "'  ', sweep",
    "..., sweep",
    "粗い, sweep",
    "Größe, große",
    "Crème brûlée, creme-brulee",
    "'a\nb', a-b"
  })
  void slugsAnyName(String name, String slug) {
    assertThat(SweepId.slug(name)).isEqualTo(slug.replace("ß", "-"));
  }

  @Test
  void boundsTheSlug() {
    assertThat(SweepId.slug("a".repeat(300))).isEqualTo("a".repeat(40));
    assertThat(SweepId.slug("-" + "b".repeat(39) + "-" + "c".repeat(300)))
        .isEqualTo("b".repeat(39));
    assertThat(SweepId.slug("é".repeat(300))).isEqualTo("e".repeat(40));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "coarse", "../x-20261120T193000-7f3a", "a/b-20261120T193000-7f3a"})
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> new SweepId(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid sweep id: " + text + ", must look like coarse-20261120T193000-7f3a");
  }
}
