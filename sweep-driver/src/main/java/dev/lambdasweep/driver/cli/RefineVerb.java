package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.analysis.Narrowing;
import dev.lambdasweep.driver.cluster.HadoopSettings;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.space.Dimension;
import dev.lambdasweep.driver.space.Samplers;
import dev.lambdasweep.driver.sql.SqlValues;
import dev.lambdasweep.driver.store.Kind;
import dev.lambdasweep.driver.store.ResultsStore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "refine",
    description = {
      "Searches a narrower space round the best of a sweep: the space of the file, or, where the"
          + " file has none, between the neighbours of the best."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep refine conf/fine.conf --from coarse"})
final class RefineVerb implements Callable<Integer> {
  @Mixin private SweepFile file;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "SWEEP",
      description = "The sweep to refine: an id, a name or the beginning of an id.")
  private String from;

  @Option(
      names = "--by-rule",
      description = "Narrow the space of --from, even where the file has one of its own.")
  private boolean byRule;

  @Override
  public Integer call() {
    SweepConfig config = file.read();
    ResultsStore store =
        ResultsStore.reading(
            config.get(Settings.RESULTS_DIRECTORY), HadoopSettings.configuration());
    Parent parent = Parent.find(store, from, config.refine());
    SweepConfig refined =
        byRule || config.dimensions().isEmpty() ? narrowed(config, parent) : config;
    return SweepFlow.start(
        refined, Kind.REFINE, parent.sweep().id().text(), refined.initialPoints(), file.name());
  }

  private static SweepConfig narrowed(SweepConfig config, Parent parent) {
    List<Dimension> searched = parent.config().dimensions();
    if (searched.isEmpty()) {
      throw UserException.of(
          "Cannot refine %s: it searched no space (give sweep.space in the file)",
          parent.sweep().id());
    }
    boolean grid = config.get(Settings.SAMPLER).equals(Samplers.GRID);
    int gridPoints =
        (int)
            Math.max(2, Math.round(Math.pow(config.count(Settings.TRIALS), 1.0 / searched.size())));
    Narrowing narrowing =
        Narrowing.of(
            searched, parent.tied(), parent.bestFirst(), parent.failed(), grid ? gridPoints : 0);
    int tied = parent.tied().size();
    if (tied > 1) {
      System.err.printf(
          "%d points of %s cannot be told from the best at level %s; the refined space spans them"
              + " (refine.level=1 spans the best alone).%n",
          tied, parent.sweep().id(), SqlValues.readable(config.refine().level()));
    }
    narrowing.warnings().forEach(System.err::println);
    return config.withSpace(narrowing.space());
  }
}
