package dev.lambdasweep.core.linalg;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaRuntimeTest {
  private static final List<String> G1 = List.of("G1 Young Generation", "G1 Old Generation");
  private static final List<String> PARALLEL = List.of("PS MarkSweep", "PS Scavenge");

  @ParameterizedTest
  @ValueSource(strings = {"17.0.15+6", "21.0.1", "24.0.2", "25.0.3+9-LTS", "25.0.4", "26"})
  void acceptsRuntimesWithoutTheBug(String version) {
    assertThatCode(() -> JavaRuntime.requireArraysStay(Runtime.Version.parse(version), G1))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"25", "25.0.1+8-LTS", "25.0.2"})
  void acceptsRuntimesWithTheBugOnAnotherCollector(String version) {
    assertThatCode(() -> JavaRuntime.requireArraysStay(Runtime.Version.parse(version), PARALLEL))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"25", "25.0.1+8-LTS", "25.0.2"})
  void refusesRuntimesWithTheBugOnG1(String version) {
    assertThatThrownBy(() -> JavaRuntime.requireArraysStay(Runtime.Version.parse(version), G1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot run on Java "
                + version
                + " with G1: it may move an array while native code works on it, JDK-8377811 (use"
                + " Java 25.0.3 or newer, or Java 17 or 21, or -XX:+UseParallelGC)");
  }

  @Test
  void acceptsTheRuntimeOfThisTest() {
    assertThatCode(JavaRuntime::requireArraysStay).doesNotThrowAnyException();
  }
}
