package dev.lambdasweep.driver.lease;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Watches the lease files of a sweep to determine whether a driver is at work. It only reads.
 *
 * <p>A driver on this machine is dead as soon as its process is gone. Of other drivers only the
 * renewal of their leases is visible, which takes several looks: a driver whose lease has not
 * changed for {@link #EXPIRY} is dead.
 */
public final class LeaseObserver {
  /** How long a lease lasts without renewal. */
  public static final Duration EXPIRY = Duration.ofSeconds(15);

  /** What is known of the driver of a lease. */
  enum Verdict {
    ALIVE,
    DEAD,
    /** It has not renewed its lease since the first look, and the lease has not expired. */
    UNDECIDED
  }

  /**
   * A lease's text, when this text was first seen, and whether the lease had another text before.
   */
  private record Sighting(String text, Duration at, boolean isRenewed) {}

  /**
   * A lease.
   *
   * @param owner owner of the lease
   * @param state content of the lease; empty if it is torn
   */
  record Found(int number, String owner, Optional<LeaseState> state, Verdict verdict) {
    String driver() {
      return state.map(LeaseState::driver).orElse("one whose lease cannot be read");
    }
  }

  private final LeaseFiles files;
  private final Ticker ticker;
  private final Map<String, Sighting> sightings = new HashMap<>();

  LeaseObserver(LeaseFiles files, Ticker ticker) {
    this.files = files;
    this.ticker = ticker;
  }

  /** An observer of a sweep's lease files that uses this machine's clock. */
  public static LeaseObserver of(LeaseFiles files) {
    return new LeaseObserver(files, Ticker.system());
  }

  /**
   * Whether a driver is at work, as far as the looks so far show: a lease of another machine counts
   * as held until it has been seen unchanged for {@link #EXPIRY}.
   *
   * @throws IOException if the files cannot be read
   */
  public boolean isHeld() throws IOException {
    return look().stream().anyMatch(found -> found.verdict() != Verdict.DEAD);
  }

  List<Found> look() throws IOException {
    List<Found> all = new ArrayList<>();
    SortedMap<Integer, String> texts = files.read();
    for (Map.Entry<Integer, String> file : texts.entrySet()) {
      String text = file.getValue();
      Optional<LeaseState> state = LeaseState.of(text);
      // a text that is being written may be empty, and show its owner only later
      String place = file.getKey() + " " + state.map(LeaseState::owner).orElse("");
      Sighting sighting =
          sightings.merge(
              place,
              new Sighting(text, ticker.now(), false),
              (before, now) ->
                  before.text().equals(text) ? before : new Sighting(text, now.at(), true));
      all.add(new Found(file.getKey(), LeaseState.ownerOf(text), state, verdict(state, sighting)));
    }
    return all;
  }

  private Verdict verdict(Optional<LeaseState> state, Sighting sighting) {
    ProcessIdentity.Presence presence =
        state.map(one -> one.process().presence()).orElse(ProcessIdentity.Presence.UNKNOWN);
    // a copy of a lease says nothing about what its process does here
    boolean isHere = state.map(one -> one.folder().equals(files.folder().toString())).orElse(false);
    if (presence == ProcessIdentity.Presence.RUNNING && isHere) {
      return Verdict.ALIVE;
    }
    boolean isExpired = ticker.now().minus(sighting.at()).compareTo(EXPIRY) >= 0;
    if (presence == ProcessIdentity.Presence.GONE || isExpired) {
      return Verdict.DEAD;
    }
    return sighting.isRenewed() ? Verdict.ALIVE : Verdict.UNDECIDED;
  }
}
