package dev.lambdasweep.core.train;

import dev.lambdasweep.core.optim.Optimizer;
import dev.lambdasweep.core.optim.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state that a training keeps for one member between updates, and its result once it has ended.
 */
final class MemberState {
  final Optimizer optimizer;
  final Step step;
  final List<CurvePoint> curve = new ArrayList<>();
  double trainSecondsBefore; // of the training that this one continues
  double evaluateSecondsBefore;
  private Optional<MemberRun> run = Optional.empty();

  MemberState(Optimizer optimizer) {
    this.optimizer = optimizer;
    step = optimizer.step();
  }

  /** Ends the member's training. */
  void end(MemberRun result) {
    run = Optional.of(result);
  }

  /** The result of a member that has ended. */
  MemberRun run() {
    return run.orElseThrow();
  }
}
