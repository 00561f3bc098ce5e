package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Observation;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.Sweeps;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "extend",
    description = {
      "Draws more points of a search, those that it would have had next, and trains them and"
          + " whatever of it has no row yet."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep extend coarse --trials 10"})
final class ExtendVerb implements Callable<Integer> {
  private static final int MOST = Settings.MOST_POINTS;

  @Parameters(paramLabel = "SWEEP", description = "An id, a name or the beginning of an id.")
  private String text;

  @Option(
      names = "--trials",
      required = true,
      paramLabel = "N",
      description = "How many more points, 1 to " + MOST + ".")
  private int trials;

  @Mixin private ForceOption force;
  @Mixin private DataOption data;
  @Mixin private ResultsOption results;

  @Override
  public Integer call() {
    ResultsStore store = results.reading();
    Sweep sweep = Sweeps.in(store).find(text);
    List<Plan> plans = store.plans(sweep.id());
    SweepConfig config = ConfigReader.fromJson(plans.get(0).configuration(), data.settings());
    List<Point> known = List.copyOf(Plan.points(plans).values());
    List<Point> more = more(sweep, config, known);
    ResultsStore writable =
        ResultsStore.writing(results.directory(), HadoopSettings.configuration());
    return SweepFlow.extend(config, writable, plans, more, known.size(), force.isGiven());
  }

  private List<Point> more(Sweep sweep, SweepConfig config, List<Point> known) {
    if (trials < 1 || trials > MOST - known.size()) {
      throw UserException.of(
          "Invalid --trials: %d, must be from 1 to %d, as a sweep has at most %d points",
          trials, MOST - known.size(), MOST);
    }
    boolean isDrawn =
        sweep.kind() != Kind.FINAL
            && config.points().isEmpty()
            && !config.space().dimensions().isEmpty();
    List<Point> more =
        isDrawn ? config.sampler().propose(Observation.pending(known), trials) : List.of();
    if (more.isEmpty()) {
      throw UserException.of(
          "Cannot extend %s: all of its points are planned (only a search that draws from its space"
              + " has more; scripts/sweep run starts another)",
          sweep.id());
    }
    return more;
  }
}
