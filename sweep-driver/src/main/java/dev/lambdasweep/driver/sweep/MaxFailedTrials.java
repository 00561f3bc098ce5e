package dev.lambdasweep.driver.sweep;

import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.store.TrialRow;

/** Aborts a sweep once more trials have failed than {@code execution.max-failed-trials} allows. */
final class MaxFailedTrials implements SweepListener {
  private long failed;

  @Override
  public void arrived(Arrived arrived) {
    failed += arrived.rows().stream().filter(TrialRow::isFailed).count();
    SweepState state = arrived.state();
    long most = state.config().find(Settings.MAX_FAILED).orElse(Long.MAX_VALUE);
    if (failed > most) {
      throw new SweepAborted(
          String.format(
              "Stopped: %d trials failed, more than execution.max-failed-trials = %d. %d of %d"
                  + " trials have a row.",
              failed, most, state.rows().size(), state.trials()));
    }
  }
}
