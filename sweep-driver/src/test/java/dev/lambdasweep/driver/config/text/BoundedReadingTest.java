package dev.lambdasweep.driver.config.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.lambdasweep.core.UserException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedReadingTest {
  private final BoundedReading reading = new BoundedReading("a.conf");

  @Test
  void returnsWhatIsReadInTime() {
    assertThat(reading.within(Duration.ofDays(1), () -> "read")).isEqualTo("read");
    UserException refusal = new UserException("Cannot read a.conf: line 1");
    assertThatThrownBy(
            () ->
                reading.within(
                    Duration.ofDays(1),
                    () -> {
                      throw refusal;
                    }))
        .isSameAs(refusal);
  }

  @Test
  void refusesWhatTakesTooLong() {
    CountDownLatch never = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                reading.within(
                    Duration.ZERO,
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      return "never";
                    }))
        .isInstanceOf(UserException.class)
        .hasMessage("Cannot read a.conf: it takes longer than 0 seconds (use fewer substitutions)");
    never.countDown();
  }

  @Test
  void refusesWhatTakesAllMemory() {
    assertThatThrownBy(
            () ->
                reading.within(
                    Duration.ofDays(1),
                    () -> {
                      throw new OutOfMemoryError("as the parser meets it");
                    }))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read a.conf: it takes more memory than is available (use fewer substitutions)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 | a%d = [${a%d}, ${a%d}]
          60 | a%d { left = ${a%d}, right = ${a%d} }
          23 | a%d = ${a%d}${a%d}
          """)
  void refusesSubstitutionsThatGrowByDoubling(int lines, String line) {
    String text =
        IntStream.range(0, lines)
            .mapToObj(i -> line.formatted(i, i + 1, i + 1))
            .collect(Collectors.joining("\n", "", "\na" + lines + " = x"));
    Config layers = ConfigFactory.parseString(text);

    assertThatThrownBy(() -> reading.resolve(layers))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read a.conf: its substitutions make it larger than 4 MiB"
                + " (use fewer substitutions)");
  }

  @Test
  void substitutesValuesOfTheFile() {
    Config layers = ConfigFactory.parseString("a = 3\nb = [${a}, ${a}]\nc = ${?nowhere}");

    assertThat(reading.resolve(layers)).isEqualTo(ConfigFactory.parseString("a = 3\nb = [3, 3]"));
  }

  @ParameterizedTest
  @CsvSource({"a = ${PATH}", "a = ${?PATH}", "a = \"/data/\"${PATH}"})
  void readsNoEnvironmentVariables(String text) {
    assertThat(System.getenv("PATH")).isNotEmpty();
    Config layers = ConfigFactory.parseString(text);

    assertThatThrownBy(() -> reading.resolve(layers))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read a.conf: ${PATH} is not defined, and environment variables are not read"
                + " (pass the value as KEY=VALUE)");
  }
}
