package dev.lambdasweep.driver.api;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.setting.Settings;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks a user's trainer before any sweep uses it. */
final class TrainerCheck {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** Names of built-in trainers. */
  private static final Set<String> RESERVED = Set.of(Settings.NETWORK, Settings.COMMAND);

  private TrainerCheck() {}

  /**
   * Requires that a trainer can be used.
   *
   * @throws UserException if its name, parameters or metrics are not allowed, or it cannot be
   *     serialized
   */
  static void require(Trainer trainer) {
    String name;
    try {
      name = Objects.requireNonNull(trainer.name(), "name() is null");
      Objects.requireNonNull(trainer.parameters(), "parameters() is null");
      Objects.requireNonNull(trainer.metrics(), "metrics() is null");
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new UserException(
          "Cannot use trainer %s: %s (correct its declarations)"
              .formatted(trainer.getClass().getName(), e),
          e);
    }
    if (!NAME.matcher(name).matches()) {
      throw UserException.of(
          "Cannot use trainer %s: its name must be lower case letters, digits and single dashes",
          name);
    }
    if (RESERVED.contains(name)) {
      throw UserException.of(
          "Cannot use trainer %s: the name is that of a built-in trainer (choose another name)",
          name);
    }
    requireMetric(trainer);
    requireSerializable(trainer);
  }

  private static void requireMetric(Trainer trainer) {
    if (trainer.metrics().isEmpty()) {
      throw UserException.of(
          "Cannot use trainer %s: it measures nothing by which trials could be ranked (declare a"
              + " metric in metrics(), and report it)",
          trainer.name());
    }
  }

  private static void requireSerializable(Trainer trainer) {
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(trainer);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      throw new UserException(
          "Cannot use trainer %s: it cannot be sent to the executors, %s (make its fields"
                  .formatted(trainer.name(), e)
              + " serializable or transient)",
          e);
    }
  }
}
