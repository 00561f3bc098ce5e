package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.space.Sampler;
import dev.lambdasweep.driver.spark.SweepSession;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "plan",
    description = "Shows the points, groups and waves of a file, without training.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep plan conf/coarse.conf sweep.trials=20"})
final class PlanVerb implements Callable<Integer> {
  @Mixin private SweepFile file;

  @Override
  public Integer call() {
    SweepConfig config = file.read();
    List<Point> points = Sampler.initialPoints(config);
    points.forEach(point -> config.with(point.values()));
    int trials = points.size() * config.sweep().repeats();
    int slots = SweepSession.localSlots();
    System.out.printf(
        "%s: %d points, %d trials in %d groups%s%n",
        config.sweep().name(),
        points.size(),
        trials,
        trials,
        slots == 0
            ? ""
            : String.format(", %d waves on %d slots", (trials + slots - 1) / slots, slots));
    for (int number = 0; number < points.size(); number++) {
      System.out.printf("%4d  %s%n", number, PointText.of(points.get(number)));
    }
    return ExitCode.SUCCESS;
  }
}
