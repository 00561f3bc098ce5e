package dev.lambdasweep.driver.command.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process as Linux shows it in /proc.
 *
 * @param pid its number
 * @param parent number of its parent
 * @param session number of its session, which is that of the process that began it
 * @param start time of its start since the machine's, in hundredths of a second
 * @param isDead whether it has ended and only waits for its parent to notice
 */
record ProcessEntry(long pid, long parent, long session, long start, boolean isDead) {
  private static final Path PROC = Path.of("/proc");

  /** Fields of the line, after the name in brackets: proc(5). */
  private static final int STATE = 0;

  private static final int PARENT = 1;
  private static final int SESSION = 3;
  private static final int START = 19;

  /** Whether this machine shows its processes in this way. */
  static boolean isSupported() {
    return Files.isReadable(PROC.resolve("self/stat"));
  }

  /** All processes. */
  static List<ProcessEntry> all() {
    List<ProcessEntry> all = new ArrayList<>();
    try (DirectoryStream<Path> numbers = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path number : numbers) {
        of(Long.parseLong(number.getFileName().toString())).ifPresent(all::add);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + PROC, e);
    }
    return all;
  }

  /** A process; empty if it is gone. */
  static Optional<ProcessEntry> of(long pid) {
    try {
      String line = Files.readString(file(pid, "stat"), ISO_8859_1);
      // a process may have any name
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(
          new ProcessEntry(
              pid,
              Long.parseLong(fields[PARENT]),
              Long.parseLong(fields[SESSION]),
              Long.parseLong(fields[START]),
              fields[STATE].equals("Z") || fields[STATE].equals("X")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Hundredths of a second since the machine's start, as of this process. */
  static long now() {
    try {
      String uptime = Files.readString(PROC.resolve("uptime"));
      return (long) (Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 100);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read /proc/uptime", e);
    }
  }

  /** Whether it was started with a text in its environment; false if that cannot be read. */
  boolean hasVariable(String beginning) {
    try {
      String variables = Files.readString(file(pid, "environ"), ISO_8859_1);
      return variables.startsWith(beginning) || variables.contains("\0" + beginning);
    } catch (IOException e) {
      return false; // it has ended, or belongs to another user
    }
  }

  private static Path file(long pid, String name) {
    return PROC.resolve(Long.toString(pid)).resolve(name);
  }
}
