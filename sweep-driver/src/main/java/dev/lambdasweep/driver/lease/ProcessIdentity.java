package dev.lambdasweep.driver.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, distinguished from every other process that has ever run on any machine.
 *
 * @param host name of its machine
 * @param user name of its owner; a system may hide processes of other users
 * @param pid number of the process within its namespace
 * @param started start time: clock ticks since the boot on Linux, a timestamp elsewhere
 * @param boot id of the kernel's boot and of the namespace of process numbers; empty if the system
 *     has none
 */
record ProcessIdentity(String host, String user, long pid, String started, String boot) {
  /** What this process can see of another one. */
  enum Presence {
    RUNNING,
    GONE,
    /** It does not belong to this machine, user or namespace. */
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

  /** Start time of a running process; empty if there is none with this number. */
  private static Optional<String> started(long pid) {
    Optional<String> statistics = text(Path.of("/proc", Long.toString(pid), "stat"));
    if (statistics.isPresent()) {
      // fields 3 and 22 of proc(5); the name before them may contain anything, even parentheses
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
