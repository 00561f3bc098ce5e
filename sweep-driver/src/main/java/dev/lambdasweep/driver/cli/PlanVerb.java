package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.trainer.Trainer;
import dev.lambdasweep.driver.api.TrainerRegistry;
import dev.lambdasweep.driver.cluster.OnDemandSpark;
import dev.lambdasweep.driver.cluster.ShippedFiles;
import dev.lambdasweep.driver.cluster.TaskSlots;
import dev.lambdasweep.driver.cluster.TrialNeeds;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.console.ResultsOutput;
import dev.lambdasweep.driver.data.OpenSources;
import dev.lambdasweep.driver.network.PrecisionNote;
import dev.lambdasweep.driver.setting.kind.Hocon;
import dev.lambdasweep.driver.sql.SqlFormat;
import dev.lambdasweep.driver.sql.SqlResult;
import dev.lambdasweep.driver.sweep.PointText;
import dev.lambdasweep.driver.sweep.Preview;
import dev.lambdasweep.driver.table.TableProfile;
import dev.lambdasweep.driver.trial.Slots;
import dev.lambdasweep.driver.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    description = {
      "Shows the points, groups and waves of a sweep file without training. Reads the data,"
          + " since the groups depend on them, and shows what a table contains."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep plan conf/coarse.conf sweep.trials=20"})
final class PlanVerb implements Callable<Integer> {
  @Mixin private SweepFile file;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description =
          "Number of groups that train at the same time; default: the threads of a local master.")
  private Optional<Integer> wanted = Optional.empty();

  @Override
  public Integer call() {
    SweepConfig config = file.read();
    Slots slots = slots(TrialNeeds.of(config));
    print(config, ResultsOutput.during(() -> preview(config, slots)), slots);
    PrecisionNote.of(config).ifPresent(System.out::println);
    if (!config.table().isNetwork()) {
      System.out.printf(
          "The numbers of %s are reproducible only as far as it uses the seed that it is given.%n",
          config.table().isCommand() ? "a program" : config.trainer());
    }
    return ExitCode.SUCCESS;
  }

  private static Preview preview(SweepConfig config, Slots slots) {
    try (OnDemandSpark spark = new OnDemandSpark("Lambda Sweep plan")) {
      Trainer trainer = TrainerRegistry.builtIn().trainer(config);
      ShippedFiles.require(trainer, spark.hadoop());
      return Preview.of(config, trainer, slots, new OpenSources(spark));
    }
  }

  private static void print(SweepConfig config, Preview preview, Slots slots) {
    preview.table().ifPresent(table -> print(preview.data(), table));
    List<Trial> trials = preview.trials();
    List<List<Integer>> groups = preview.groups();
    int waves = (groups.size() + slots.count() - 1) / slots.count();
    boolean repeats = config.repeats() > 1;
    boolean folds = config.folds() > 1;
    int points = trials.size() / config.repeats() / config.folds();
    config
        .samplerChoice()
        .filter(choice -> !config.space().dimensions().isEmpty())
        .ifPresent(
            choice ->
                System.out.printf("sampler: %s, since %s%n", choice.sampler(), choice.reason()));
    if (points < preview.target()) {
      System.out.printf(
          "%s in generations of %d, each chosen from the results of those before; the first one:%n",
          counted(preview.target(), "point"), points);
    }
    System.out.printf(
        "%s: %s, %s in %s, %s on %s%n",
        config.name(),
        counted(points, "point"),
        counted(trials.size(), "trial"),
        counted(groups.size(), "group"),
        counted(waves, "wave"),
        counted(slots.count(), "slot"));
    preview.rungs().forEach(System.out::println);
    System.out.printf(
        "wave  group  trial  %s%spoint%n", repeats ? "repeat  " : "", folds ? "fold  " : "");
    for (int group = 0; group < groups.size(); group++) {
      for (int index : groups.get(group)) {
        Trial trial = trials.get(index);
        System.out.printf(
            "%4d  %5d  %5d  %s%s%s%n",
            group / slots.count() + 1,
            group,
            trial.number(),
            repeats ? String.format("%6d  ", trial.repeat()) : "",
            folds ? String.format("%4d  ", trial.fold()) : "",
            PointText.of(trial.point()));
      }
    }
  }

  private static void print(String data, TableProfile table) {
    System.out.printf("%s, %,d test rows held out%n", data, table.testRows());
    StructType columns =
        StructType.fromDDL(
            "column STRING, type STRING, role STRING, distinct STRING, missing STRING");
    List<Row> lines =
        table.columns().stream()
            .map(
                column ->
                    RowFactory.create(
                        column.name(),
                        column.type(),
                        Hocon.kebab(column.role()),
                        text(column.distinct()),
                        text(column.missing())))
            .toList();
    SqlFormat.TABLE.print(new SqlResult(columns, lines.iterator(), List.of()), System.out);
    System.out.println();
  }

  private static String text(OptionalLong count) {
    return count.isPresent() ? String.valueOf(count.getAsLong()) : "";
  }

  private Slots slots(TrialNeeds needs) {
    if (wanted.isPresent() && wanted.get() < 1) {
      throw UserException.of("Invalid --slots: %s, must be at least 1", wanted.get());
    }
    Optional<Slots> slots =
        wanted.isPresent()
            ? Optional.of(TaskSlots.of(wanted.get(), needs))
            : TaskSlots.ofLocalMaster(needs);
    return slots.orElseThrow(
        () ->
            UserException.of(
                "Cannot determine the slots: those of a cluster are known only once a sweep runs"
                    + " on it (give --slots N)"));
  }

  private static String counted(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
