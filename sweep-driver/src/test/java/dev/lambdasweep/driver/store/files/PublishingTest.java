package dev.lambdasweep.driver.store.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.store.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file system calls, in their order, when a file of the results is written. */
class PublishingTest {
  private static final int WRITERS = 8;

  @TempDir private Path folder;
  private final List<String> flushed = new ArrayList<>();

  @Test
  void flushesALocalFileBeforeItHasItsNameAndThenEveryFolderAboveIt() {
    ResultsDirectory directory = recorded(folder.toString());
    flushed.clear();

    directory.publish("trials/sweep=a/b.json", bytes("text"));

    assertThat(flushed)
        .containsExactly(
            // the folders, as they are created
            "/: trials",
            "/trials: sweep=a",
            // the file, still hidden, with its content
            "/trials/sweep=a/.b.json (text): .b.json",
            // its name
            "/trials/sweep=a: .b.json b.json");
  }

  @Test
  void flushesTheFoldersAboveAFileOnce() {
    ResultsDirectory directory = recorded(folder.toString());
    directory.publish("trials/a.json", bytes("one"));
    flushed.clear();

    directory.publish("trials/b.json", bytes("two"));

    assertThat(flushed)
        .containsExactly("/trials/.b.json (two): .b.json a.json", "/trials: .b.json a.json b.json");
  }

  @Test
  void flushesTheEntryOfEveryNewFolderOfTheResultsDirectory() {
    recorded(folder + "/a/b/c").makeWritable();

    assertThat(flushed).containsExactly("/: a", "/a: b", "/a/b: c", "/a/b: c");
  }

  @Test
  void flushesTheFoldersEvenIfAnotherWroteTheSameFile() {
    recorded(folder.toString()).publish("trials/a.json", bytes("one"));
    flushed.clear();

    recorded(folder.toString()).publish("trials/a.json", bytes("one"));

    assertThat(flushed)
        .containsExactly(
            "/trials/.a.json (one): .a.json a.json", "/trials: .a.json a.json", "/: trials");
  }

  @Test
  void writesAgainIfTheFolderIsRemovedMeanwhile() throws IOException {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    ResultsDirectory directory =
        ResultsDirectory.at(
            folder.toString(),
            Examples.HADOOP,
            (channel, path) -> {
              if (Files.isRegularFile(path) && isFirst.getAndSet(false)) {
                Files.delete(path);
                Files.delete(path.getParent());
              }
            });

    directory.publish("trials/a.json", bytes("text"));

    assertThat(names(folder.resolve("trials"))).isEqualTo("a.json");
    assertThat(folder.resolve("trials/a.json")).hasContent("text");
  }

  @Test
  void flushesAFileOfAnotherFileSystemBeforeItHasItsName() {
    Configuration hadoop = RecordingFileSystem.configuration();

    far(hadoop).publish("trials/b.json", bytes("text"));

    assertThat(RecordingFileSystem.calls())
        .containsExactly(
            "create .b.json", "hsync .b.json", "close .b.json", "rename to b.json .b.json");
    assertThat(folder.resolve("trials/b.json")).hasContent("text");
  }

  @Test
  void letsOneOfManyWritersWinOnAnotherFileSystem() throws Exception {
    Configuration hadoop = RecordingFileSystem.configuration(WRITERS);

    List<Boolean> won =
        Parallel.run(writers(hadoop, (directory, i) -> directory.create("plan", bytes("" + i))));

    assertThat(won).containsOnlyOnce(true);
    assertThat(names(folder)).isEqualTo("plan");
    assertThat(folder.resolve("plan")).hasContent("" + won.indexOf(true));
  }

  @Test
  void writersOfDifferentContentLearnThatTheyLost() throws Exception {
    Configuration hadoop = RecordingFileSystem.configuration(WRITERS);

    List<Boolean> won =
        Parallel.run(
            writers(
                hadoop,
                (directory, i) -> {
                  try {
                    directory.publish("plan", bytes("" + i));
                    return true;
                  } catch (UserException e) {
                    assertThat(e)
                        .hasMessage(
                            "Cannot write plan to recording:%s: it already exists with other content (if it is not needed, move it away and continue with"
                                + " scripts/sweep resume)",
                            folder);
                    return false;
                  }
                }));

    assertThat(won).containsOnlyOnce(true);
    assertThat(folder.resolve("plan")).hasContent("" + won.indexOf(true));
  }

  @Test
  void countsAFileOfTheSameContentAsWrittenByEveryWriter() throws Exception {
    Configuration hadoop = RecordingFileSystem.configuration(WRITERS);
    String model = "weights".repeat(10_000);

    Parallel.run(
        writers(
            hadoop,
            (directory, i) -> {
              directory.publish("models/0-0.safetensors", bytes(model));
              return true;
            }));

    assertThat(names(folder.resolve("models"))).isEqualTo("0-0.safetensors");
    assertThat(folder.resolve("models/0-0.safetensors")).hasContent(model);
  }

  @Test
  void countsALocalFileOfTheSameContentAsWritten() {
    ResultsDirectory directory = recorded(folder.toString());
    directory.publish("a.json", bytes("one"));
    directory.publish("a.json", bytes("one"));

    assertThat(directory.create("a.json", bytes("one"))).isFalse();
    assertThatThrownBy(() -> directory.publish("a.json", bytes("two")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot write a.json to %s: it already exists with other content (if it is not needed, move it away and continue with scripts/sweep resume)",
            folder);
    assertThat(folder.resolve("a.json")).hasContent("one");
  }

  /** A writer: from its directory and number to whether it won. */
  private interface Writer {
    boolean write(ResultsDirectory directory, int number);
  }

  private List<Callable<Boolean>> writers(Configuration hadoop, Writer writer) {
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int number = i;
      writers.add(() -> writer.write(far(hadoop), number));
    }
    return writers;
  }

  private ResultsDirectory far(Configuration hadoop) {
    return ResultsDirectory.at("recording:" + folder, hadoop);
  }

  private ResultsDirectory recorded(String directory) {
    return ResultsDirectory.at(
        directory, Examples.HADOOP, (channel, path) -> flushed.add(seen(path)));
  }

  /** A file with its content, or a folder, below the test's folder, and all names in the folder. */
  private String seen(Path path) throws IOException {
    boolean isFile = Files.isRegularFile(path);
    String name =
        "/" + folder.relativize(path) + (isFile ? " (" + Files.readString(path) + ")" : "");
    return withoutUnique(name) + ": " + names(isFile ? path.getParent() : path);
  }

  private static String names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> withoutUnique(file.getFileName().toString()))
          .sorted()
          .collect(Collectors.joining(" "));
    }
  }

  private static String withoutUnique(String name) {
    return name.replaceAll("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
