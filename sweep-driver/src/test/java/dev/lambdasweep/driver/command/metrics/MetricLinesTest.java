package dev.lambdasweep.driver.command.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricLinesTest {
  private final List<ProgramEvent> events = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "epoch 1",
        "[1]",
        "x {\"a\": 1}",
        "\u00e9{}",
        "lr=0.1",
        "\t",
        "\"a\": 1"
      })
  void otherLinesAreNoJson(String line) throws MalformedLineException {
    assertThat(new JsonLines("a").parse(line.getBytes(UTF_8), line.getBytes(UTF_8).length, false))
        .isEmpty();
  }

  @Test
  void jsonHasNumbersAndOtherValues() throws MalformedLineException {
    String line =
        "\t{\"step\": 3.0, \"a\": 1, \"b-c\": -2.5e3, \"d\": NaN, \"e\": -Infinity, \"f\": null,"
            + " \"text\": \"x\", \"A/B\": [1, {\"a\": 2}], \"flag\": true, \"a\": 7}";

    Report report = new JsonLines("a").parse(line.getBytes(UTF_8), line.length(), false).get();
    assertThat(report.step()).isEqualTo(OptionalDouble.of(3));
    assertThat(report.metrics())
        .containsExactly(
            entry("a", 7.0),
            entry("b_c", -2500.0),
            entry("d", Double.NaN),
            entry("e", Double.NEGATIVE_INFINITY),
            entry("f", Double.NaN));
  }

  @Test
  void namesAndValuesStandAnywhereInALine() throws MalformedLineException {
    String line =
        "2026-11-28 INFO [1/3] Loss=1e-3, val-Accuracy = +.5; n=3 v=1.2.3 w=5x step=7 inf=inf"
            + " minus=-infinity nan=NaN a==1 =2 b= c=-4";

    Report report = new NameValueLines().parse(line.getBytes(UTF_8), line.length(), false).get();
    assertThat(report.step()).isEqualTo(OptionalDouble.of(7));
    assertThat(report.metrics())
        .containsExactly(
            entry("loss", 1e-3),
            entry("val_accuracy", 0.5),
            entry("n", 3.0),
            entry("inf", Double.POSITIVE_INFINITY),
            entry("minus", Double.NEGATIVE_INFINITY),
            entry("nan", Double.NaN),
            entry("c", -4.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a=", "a-", "1", "=", " ", "a=1"})
  void longLinesOfNamesAndValuesTakeLinearTime(String part) {
    byte[] line = part.repeat(LineSplitter.LONGEST / part.length()).getBytes(UTF_8);
    long start = System.nanoTime();
    new NameValueLines().parse(line, line.length, false);
    // quadratic time would be minutes
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
  }

  @Test
  void linesAreSplitWhereverTheirBytesAreCut() {
    String text = "a\r\nbcd\n\n\u00e9\nlast";
    byte[] bytes = text.getBytes(UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      List<String> lines = new ArrayList<>();
      LineSplitter splitter =
          new LineSplitter((line, length, isCut) -> lines.add(new String(line, 0, length, UTF_8)));
      for (int from = 0; from < bytes.length; from += size) {
        int count = Math.min(size, bytes.length - from);
        byte[] part = new byte[size];
        System.arraycopy(bytes, from, part, 0, count);
        splitter.add(part, count);
      }
      splitter.end();
      assertThat(lines).containsExactly("a", "bcd", "", "\u00e9", "last");
    }
  }

  @Test
  void longLinesAreCut() {
    List<Integer> lengths = new ArrayList<>();
    List<Boolean> cuts = new ArrayList<>();
    LineSplitter splitter =
        new LineSplitter(
            (line, length, isCut) -> {
              lengths.add(length);
              cuts.add(isCut);
            });
    byte[] part = new byte[1000];
    for (int i = 0; i < 3000; i++) {
      splitter.add(part, part.length);
    }
    splitter.add("\nx\n".getBytes(UTF_8), 3);
    splitter.end();
    assertThat(lengths).containsExactly(LineSplitter.LONGEST, 1);
    assertThat(cuts).containsExactly(true, false);
  }

  @Test
  void linesWithoutAStepBelongToTheLast() {
    read("{\"a\": 1}\n{\"step\": 4}\n{\"a\": 2, \"b\": 3}\n{\"step\": 4, \"a\": 5}");

    assertThat(events)
        .containsExactly(
            ProgramEvent.reported(0, Map.of("a", 1.0)),
            ProgramEvent.reported(4, Map.of("a", 2.0, "b", 3.0)),
            ProgramEvent.reported(4, Map.of("a", 5.0)));
  }

  @Test
  void nothingIsReadAfterAMalformedLine() {
    read("{\"a\": 1}\nx\n{a\n{\"a\": 2}\n{b");

    assertThat(events)
        .containsExactly(
            ProgramEvent.reported(0, Map.of("a", 1.0)),
            ProgramEvent.mistaken(
                "line 3 of standard output: invalid JSON at character 2: Unexpected character ('a'"
                    + " (code 97)): was expecting double-quote to start field name"));
  }

  @Test
  void ofManyReportsSomeArePassedOnAndAlwaysTheLastValues() {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 100_007; i++) {
      lines.append("{\"step\": ").append(i).append(", \"a\": ").append(i).append("}\n");
      if (i == 100_001) {
        lines.append("{\"b\": 8}\n");
      }
    }
    read(lines.toString());

    // 9,999 alone, every tenth up to 100,000, every hundredth after, and the end
    assertThat(events).hasSize(9_999 + 9_001 + 1);
    assertThat(events.get(events.size() - 1))
        .isEqualTo(ProgramEvent.reported(100_007, Map.of("a", 100_007.0, "b", 8.0)));
  }

  @Test
  void theLastLinesOfMessagesAreKept() {
    LastLines last = new LastLines();
    LineSplitter splitter = new LineSplitter(last);
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 30; i++) {
      text.append(i).append('\n');
    }
    byte[] bytes = (text + "y".repeat(5000) + "\n \n").getBytes(UTF_8);
    splitter.add(bytes, bytes.length);
    splitter.end();
    assertThat(last.text().lines()).hasSize(20).startsWith("13", "14");
    assertThat(last.last()).isEqualTo("y".repeat(1200));
  }

  private void read(String text) {
    LineSplitter splitter =
        new LineSplitter(new MetricReader(new JsonLines("a"), "standard output", events::add));
    byte[] bytes = text.getBytes(UTF_8);
    splitter.add(bytes, bytes.length);
    splitter.end();
  }
}
