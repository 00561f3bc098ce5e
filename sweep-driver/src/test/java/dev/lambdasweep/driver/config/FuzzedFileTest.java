package dev.lambdasweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lambdasweep.core.UserException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Randomly damaged files: each is either read or refused with a message. */
class FuzzedFileTest {
  private static final int VARIANTS = 400;
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "=",
          ":",
          ",",
          "\"",
          "\"\"\"",
          "$",
          "${",
          "${?x}",
          "${sweep.seed}",
          "#",
          "//",
          "\n",
          "\\",
          "\\u12",
          "+=",
          "null",
          "true",
          "-",
          "1e",
          "1e999",
          "-0",
          "0x10",
          "NaN",
          "include",
          "include \"x\"",
          "include required(file(\"x\"))",
          "é",
          "\u0000",
          "\uD800",
          "from 0 to",
          "from 1 to 1e9 step 1e-9",
          "{ type = log-uniform }",
          "points",
          "space",
          "lambda",
          "sweep.points",
          "[{}]",
          "[[[]]]",
          "training.lambda",
          "a.b.c",
          "..",
          "99999999999999999999");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", "conf"))) {
      return files
          .filter(file -> file.toString().endsWith(".conf"))
          .filter(file -> !file.endsWith("spark-defaults.conf"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isReadOrRefusedByAMessage(Path file) throws IOException {
    // comments leave little to break
    String text = Files.readString(file).replaceAll("(?m)^ *#.*\n", "");
    int read = 0;
    for (int seed = 0; seed < VARIANTS; seed++) {
      String variant = changed(text, new Random(seed));
      read += isRead(file, seed, variant, List.of()) ? 1 : 0;
      isRead(file, seed, text, List.of(changed("sweep.space.lambda=[0.1]", new Random(seed))));
    }
    assertThat(read).as("files that are still good").isPositive().isLessThan(VARIANTS);
  }

  private static boolean isRead(Path file, int seed, String text, List<String> arguments) {
    try {
      ConfigReader.read(file.toString(), new StringReader(text), arguments);
      return true;
    } catch (UserException e) {
      assertThat(e.getMessage()).startsWith("Cannot ").hasSizeLessThan(20_000);
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail("seed " + seed + " of " + file + ": " + arguments + "\n" + text, e);
    }
  }

  /** The text after some random edits: pieces put in, cut out, doubled, swapped. */
  private static String changed(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    int edits = 1 + random.nextInt(4);
    for (int i = 0; i < edits; i++) {
      int from = random.nextInt(changed.length() + 1);
      int to = Math.min(changed.length(), from + 1 + random.nextInt(8));
      switch (random.nextInt(4)) {
        case 0 -> changed.insert(from, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> changed.delete(from, to);
        case 2 -> changed.insert(from, changed.substring(from, to));
        default -> swapLines(changed, random);
      }
    }
    return changed.toString();
  }

  private static void swapLines(StringBuilder text, Random random) {
    List<String> lines = new ArrayList<>(text.toString().lines().toList());
    if (lines.size() > 1) {
      int line = random.nextInt(lines.size() - 1);
      lines.add(line, lines.remove(line + 1));
      text.replace(0, text.length(), String.join("\n", lines));
    }
  }
}
