package dev.lambdasweep.driver.trial;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a training that ended at a rung has handed over, from which another one continues. It is
 * kept in memory only, and no number depends on it.
 *
 * @param state state of the trainer
 * @param step step of the last report before it
 * @param curve measurements before it
 * @param lastReported last reported value of each metric before it
 * @param seconds the trial's share of the time until then
 */
public record Checkpoint(
    State state, int step, List<CurvePoint> curve, Map<String, Double> lastReported, double seconds)
    implements Serializable {
  /** Copies the list and the map in. */
  public Checkpoint {
    curve = List.copyOf(curve);
    lastReported = Collections.unmodifiableMap(new LinkedHashMap<>(lastReported));
  }

  /** The same checkpoint of a training that took the given seconds, up to its end. */
  public Checkpoint after(double itsSeconds) {
    return new Checkpoint(state, step, curve, lastReported, itsSeconds);
  }

  /** The state of a trainer, in its own form. */
  public static final class State implements Serializable {
    private static final long serialVersionUID = 1;

    private final byte[] bytes;

    /**
     * A state.
     *
     * @param bytes its content; not copied
     */
    public State(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Its content; not copied. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /**
   * What the trainings of a stage continue from, and what they may hand over.
   *
   * @param of checkpoints of trials that have one
   * @param mostBytes most bytes of a state that a training hands over; 0 for none
   */
  public record Exchange(Map<Trial, Checkpoint> of, int mostBytes) implements Serializable {
    /** Nothing to continue from, and nothing to hand over. */
    public static final Exchange NONE = new Exchange(Map.of(), 0);

    /** Copies the map in. */
    public Exchange {
      of = Map.copyOf(of);
    }

    /** The checkpoint of a trial. */
    public Optional<Checkpoint> find(Trial trial) {
      return Optional.ofNullable(of.get(trial));
    }

    /** The checkpoint that a training continues from. */
    public Optional<Checkpoint> find(ResolvedTrial trial) {
      return trial.continues() ? find(trial.trial()) : Optional.empty();
    }
  }
}
