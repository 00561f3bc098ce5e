package dev.lambdasweep.driver.cli;

import picocli.CommandLine.Option;

/** Whether a sweep is taken from a driver that works on it. */
final class ForceOption {
  @Option(
      names = "--force",
      description =
          "Go on even if another driver is at work on the sweep, which then stores no more rows and"
              + " ends.")
  private boolean force;

  boolean isGiven() {
    return force;
  }
}
