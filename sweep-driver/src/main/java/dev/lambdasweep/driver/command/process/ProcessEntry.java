package dev.lambdasweep.driver.command.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

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
  /** Bytes of the line, at most: a name of 64 and 50 numbers. */
  private static final int LONGEST_STAT = 2048;

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

  /** The processes that have started since a time, and perhaps others. */
  static List<ProcessEntry> since(ProcessNumbers then) {
    String[] names = PROC.toFile().list();
    // every process that was listed has a number that was given before this
    LongPredicate isNew = ProcessNumbers.now().since(then);
    List<ProcessEntry> found = new ArrayList<>();
    byte[] buffer = new byte[LONGEST_STAT];
    for (String name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0)) && isNew.test(Long.parseLong(name))) {
        of(Long.parseLong(name), buffer).ifPresent(found::add);
      }
    }
    return found;
  }

  /** A process; empty if it is gone. */
  static Optional<ProcessEntry> of(long pid) {
    return of(pid, new byte[LONGEST_STAT]);
  }

  private static Optional<ProcessEntry> of(long pid, byte[] buffer) {
    // thousands of these are read, in less time than through a Path
    try (FileInputStream file = new FileInputStream("/proc/" + pid + "/stat")) {
      int length = Math.max(0, file.read(buffer));
      String line = new String(buffer, 0, length, ISO_8859_1);
      // a process may have any name
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", START + 2);
      return Optional.of(
          new ProcessEntry(
              pid,
              Long.parseLong(fields[PARENT]),
              Long.parseLong(fields[SESSION]),
              Long.parseLong(fields[START]),
              fields[STATE].equals("Z") || fields[STATE].equals("X")));
    } catch (IOException | IndexOutOfBoundsException e) {
      return Optional.empty(); // it has ended while this was read
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
