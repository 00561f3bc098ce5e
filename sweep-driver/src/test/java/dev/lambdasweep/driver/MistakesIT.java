package dev.lambdasweep.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The invalid inputs of bad-input.txt: each gives one message and exit code 2 and leaves the
 * results unchanged.
 */
class MistakesIT {
  @TempDir private static Path directory;
  private static InProcess sweeps;
  private static String small;

  /** A line of arguments and the exact message. */
  record Mistake(List<String> arguments, String message) {
    @Override
    public String toString() {
      return String.join(" ", arguments);
    }
  }

  @BeforeAll
  static void makeFilesAndOneSweep() throws IOException {
    sweeps =
        InProcess.in(directory)
            .write("small.conf", "sweep.space.lambda = [0.01]\n")
            .write(
                "draw.conf",
                "sweep { trials = 2, space.lambda = { type = log-uniform, low = 1e-4, high = 1e-1 } }\n")
            .writeExactly("empty.conf", "")
            .writeExactly("brace.conf", "training { epochs = 1\n")
            .writeExactly("quote.conf", "sweep.name = \"a\n")
            .writeExactly("subst.conf", "training.epochs = 1\n\n\ntraining.lambda = ${nope}\n")
            .writeExactly("include.conf", "include \"nowhere.conf\"\n")
            .writeExactly("zero.conf", "include \"/dev/zero\"\n")
            .writeExactly("environment.conf", "data.directory = ${?PATH}\n")
            .writeExactly("doubling.conf", doubling())
            .writeExactly("loop.conf", "include \"loop.conf\"\n")
            .writeExactly("deep.conf", "a = " + "[".repeat(20_000) + "]".repeat(20_000))
            .writeExactly("two.sql", "SELECT 1; SELECT 2")
            .writeExactly("text.safetensors", "this is no model")
            .writeExactly("zero.safetensors", "")
            .writeExactly("short.safetensors", "\u0010\0\0\0\0\0\0\0{}")
            .writeExactly("head.safetensors", "\u0002\0\0\0\0\0\0\0{}")
            .writeExactly("json.safetensors", "\b\0\0\0\0\0\0\0not json");
    Files.write(directory.resolve("latin.conf"), new byte[] {'#', ' ', (byte) 0xe9, '\n'});
    Files.write(directory.resolve("binary.conf"), new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe});
    Files.createDirectories(directory.resolve("empty"));
    Files.createDirectories(directory.resolve("dirpart/data_batch_1.bin"));
    CifarFiles.write(directory.resolve("short"), "data_batch_1", new byte[0]);
    byte[] images = CifarFiles.images(400, 7);
    images[7 * CifarFiles.RECORD] = (byte) 255;
    CifarFiles.write(directory.resolve("label"), "data_batch_1", images);
    Ended ended = sweeps.run("run", sweeps.at("small.conf"));
    assertThat(ended.exitCode()).isZero();
    small = ended.id();
  }

  /** A few lines whose substitutions would repeat a word 2⁶⁰ times. */
  private static String doubling() {
    return IntStream.range(0, 60)
        .mapToObj(i -> "a%d = [${a%d}, ${a%d}]\n".formatted(i, i + 1, i + 1))
        .collect(Collectors.joining("", "", "a60 = x\n"));
  }

  static Stream<Mistake> mistakes() throws IOException {
    try (var text = MistakesIT.class.getResourceAsStream("/bad-input.txt")) {
      return Arrays.stream(new String(text.readAllBytes(), UTF_8).split("\n> ", -1))
          .skip(1)
          .map(
              entry -> {
                String[] parts = entry.strip().split("\n", 2);
                return new Mistake(words(parts[0]), parts[1]);
              });
    }
  }

  @Test
  void areMany() throws IOException {
    assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void areReportedInOneMessage(Mistake mistake) {
    List<String> before = sweeps.files("results");

    Ended ended =
        sweeps.run(mistake.arguments().stream().map(MistakesIT::placed).toArray(String[]::new));

    assertThat(ended).isEqualTo(new Ended(2, "", placed(mistake.message()) + "\n"));
    assertThat(sweeps.files("results")).isEqualTo(before);
  }

  private static String placed(String text) {
    return text.replace("@", directory + "/").replace("{small}", small);
  }

  /** The words of a line as split by a shell, with double quotes around words with spaces. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean isQuoted = false;
    boolean isWord = false;
    for (char c : (line + " ").toCharArray()) {
      if (c == '"') {
        isQuoted = !isQuoted;
        isWord = true;
      } else if (c == ' ' && !isQuoted) {
        if (isWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        isWord = false;
      } else {
        word.append(c);
        isWord = true;
      }
    }
    return words;
  }
}
