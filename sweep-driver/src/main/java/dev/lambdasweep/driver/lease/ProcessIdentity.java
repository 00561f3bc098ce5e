package dev.lambdasweep.driver.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, told apart from every other one that has ever run on any machine.
 *
 * @param host name of its machine
 * @param user its owner's name; a system may hide processes of other users
 * @param pid its number, within its namespace
 * @param started when it started: clock ticks since the boot on Linux, else a time
 * @param boot id of the kernel's boot and of the namespace of process numbers; empty where the
 *     system has none
 */
record ProcessIdentity(String host, String user, long pid, String started, String boot) {
  /** What this process can say of another one. */
  enum Presence {
    RUNNING,
    GONE,
    /** It is none of this machine, user or namespace. */
    UNKNOWN
  }

  static ProcessIdentity current() {
    long pid = ProcessHandle.current().pid();
    return new ProcessIdentity(
        hostName(), System.getProperty("user.name", ""), pid, started(pid).orElse(""), bootId());
  }

  /** Whether the process still runs, as far as this one can see it. */
  Presence presence() {
    ProcessIdentity here = current();
    // the same host name with another boot id may be another machine
    if (!host.equals(here.host) || !user.equals(here.user) || !boot.equals(here.boot)) {
      return Presence.UNKNOWN;
    }
    return started(pid).equals(Optional.of(started)) ? Presence.RUNNING : Presence.GONE;
  }

  /** When a running process started; empty if there is none of this number. */
  private static Optional<String> started(long pid) {
    Optional<String> statistics = text(Path.of("/proc", Long.toString(pid), "stat"));
    if (statistics.isPresent()) {
      // fields 3 and 22 of proc(5); the name before them may hold anything, also parentheses
      String[] fields =
          statistics.get().substring(statistics.get().lastIndexOf(')') + 2).split(" ", -1);
      boolean hasEnded = "ZX".contains(fields[0]);
      return hasEnded ? Optional.empty() : Optional.of(fields[19]);
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().startInstant().map(Instant::toString).orElse(""));
  }

  private static String bootId() {
    Optional<String> boot = text(Path.of("/proc/sys/kernel/random/boot_id"));
    try {
      return boot.orElse("") + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return boot.orElse("");
    }
  }

  private static String hostName() {
    return text(Path.of("/proc/sys/kernel/hostname"))
        .orElseGet(
            () -> {
              try {
                return InetAddress.getLocalHost().getHostName();
              } catch (UnknownHostException e) {
                return "localhost";
              }
            });
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
