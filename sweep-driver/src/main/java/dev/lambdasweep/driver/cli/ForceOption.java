package dev.lambdasweep.driver.cli;

import picocli.CommandLine.Option;

/** Whether to take over a sweep from a driver that is at work on it. */
final class ForceOption {
  @Option(
      names = "--force",
      description =
          "Take over the sweep even if another driver is at work on it; that driver then stores"
              + " no more rows and stops.")
  private boolean force;

  boolean isGiven() {
    return force;
  }
}
