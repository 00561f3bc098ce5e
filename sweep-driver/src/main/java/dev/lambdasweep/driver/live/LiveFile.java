package dev.lambdasweep.driver.live;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.SweepId;
import dev.lambdasweep.driver.trial.RunningTrial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The file of a sweep, {@code live/<sweep>.json}.
 *
 * @param store store of the sweep's results
 * @param sweep id of the sweep
 */
public record LiveFile(ResultsStore store, SweepId sweep) {

  /**
   * The trials that are running, as the driver wrote a few seconds ago at most, if it is at work;
   * that of a driver that has come to an end is left as it was.
   */
  public List<RunningTrial> running() {
    return read().map(LiveState::running).orElse(List.of());
  }

  /**
   * What the drivers before this one left behind.
   *
   * @param wasTaken whether the last driver may still be at work, so that what it was training is
   *     not to be blamed for anything
   * @param hasRow whether a trial has a row, and needs no attention any more
   */
  public DriverEnds ends(boolean wasTaken, Predicate<Training> hasRow) {
    return read().map(state -> DriverEnds.after(state, wasTaken, hasRow)).orElse(DriverEnds.NONE);
  }

  /** Empty if there is none, or it cannot be read: nothing depends on it. */
  private Optional<LiveState> read() {
    try {
      return store
          .read(name())
          .map(bytes -> LiveState.of(new String(bytes, StandardCharsets.UTF_8)));
    } catch (UserException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void write(LiveState state) throws IOException {
    store.replace(name(), state.text().getBytes(StandardCharsets.UTF_8));
  }

  void remove() throws IOException {
    store.remove(name());
  }

  /** Name of the file in the results directory. */
  String name() {
    return "live/" + sweep + ".json";
  }
}
