package dev.lambdasweep.core.train;

import dev.lambdasweep.core.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a training keeps of one member between updates. */
final class MemberState {
  final Optimizer optimizer;
  final List<CurvePoint> curve = new ArrayList<>();
  private long trainNanos;
  private long evaluateNanos;
  private Optional<Ending> ending = Optional.empty();
  private int updates;

  MemberState(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  boolean runs() {
    return ending.isEmpty();
  }

  void addTrainNanos(long nanos) {
    trainNanos += nanos;
  }

  void addEvaluateNanos(long nanos) {
    evaluateNanos += nanos;
  }

  /** Seconds of the group's time that were this member's, so far. */
  double seconds() {
    return (trainNanos + evaluateNanos) / 1e9;
  }

  /** Ends the member's training after so many updates. */
  void end(Ending how, int updatesDone) {
    ending = Optional.of(how);
    updates = updatesDone;
  }

  MemberRun run(int updatesPerEpoch) {
    return new MemberRun(
        ending.orElseThrow(),
        updates,
        (double) updates / updatesPerEpoch,
        curve,
        trainNanos / 1e9,
        evaluateNanos / 1e9);
  }
}
