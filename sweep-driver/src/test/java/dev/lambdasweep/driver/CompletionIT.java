package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion in bash with the generated script. */
class CompletionIT {
  @TempDir private static Path directory;

  @Test
  void verbsAndTheirOptionsAreCompleted() throws Exception {
    Path script = directory.resolve("completion");
    Files.writeString(script, new InProcess(directory).run("completion").output());

    assertThat(completed(script, "re")).containsExactly("refine", "resume", "report");
    assertThat(completed(script, "export", "--f")).containsExactly("--format");
    assertThat(completed(script, "export", "--format", "")).contains("parquet", "csv");
  }

  /** The content of COMPREPLY after typing words after scripts/sweep and pressing tab. */
  private static List<String> completed(Path script, String... words)
      throws IOException, InterruptedException {
    String typed = "scripts/sweep " + String.join(" ", words);
    String commands =
        "source '%s'; COMP_LINE='%s'; COMP_WORDS=(%s); COMP_CWORD=%s; COMP_POINT=%s;"
                .formatted(
                    script,
                    typed,
                    typed.endsWith(" ") ? typed + "''" : typed,
                    words.length,
                    typed.length())
            + " $(complete -p sweep | sed 's/.*-F \\([^ ]*\\).*/\\1/') 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"";
    Process bash = new ProcessBuilder("bash", "-c", commands).redirectErrorStream(true).start();
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
