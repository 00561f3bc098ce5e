package dev.lambdasweep.driver.api;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.core.trainer.TrialContext;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Goes nine steps, each of which depends on where it is, and measures the distance from the start.
 * Counts the steps of all trainings in this process.
 */
class WalkTrainer implements Trainer {
  private static final long serialVersionUID = 1;

  static final AtomicInteger STEPS = new AtomicInteger();

  private final boolean continues;

  WalkTrainer(boolean continues) {
    this.continues = continues;
  }

  @Override
  public String name() {
    return "walk";
  }

  @Override
  public boolean continues() {
    return continues;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.real("pace", 1, 0, 10));
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.minimize("distance"), Metric.minimize("pace_measured"));
  }

  @Override
  public void train(TrialContext trial) {
    ByteBuffer state =
        trial.checkpoint().map(ByteBuffer::wrap).orElseGet(() -> ByteBuffer.allocate(12));
    int done = state.getInt();
    double place = state.getDouble();
    if (done == 0) {
      // reported once, before anything that is handed over
      trial.report(0, Map.of("pace_measured", trial.parameters().real("pace")));
    }
    for (int step = done + 1; step <= trial.rung().orElse(9); step++) {
      place = Math.sin(place) + trial.parameters().real("pace") * step;
      STEPS.incrementAndGet();
      trial.report(step, Map.of("distance", place));
    }
    if (trial.rung().isPresent()) {
      trial.checkpoint(
          ByteBuffer.allocate(12).putInt(trial.rung().getAsInt()).putDouble(place).array());
    }
  }
}
