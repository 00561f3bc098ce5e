package dev.lambdasweep.driver.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command with all verbs as its subcommands. */
@Command(
    name = "scripts/sweep",
    description = "Tunes the hyperparameters of small neural networks on Apache Spark.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Options before the verb go to spark-submit: scripts/sweep --master 'local[1]' run FILE",
      "SWEEP is an id, a name (the newest sweep of that name) or the beginning of one id.",
      "Exit codes: 0 all trials completed, 1 some trials failed, 2 user error,",
      "3 internal error (a bug), 130 interrupted."
    },
    subcommands = {
      RunVerb.class,
      RefineVerb.class,
      FinalVerb.class,
      ResumeVerb.class,
      ExtendVerb.class,
      PlanVerb.class,
      WatchVerb.class,
      ListVerb.class,
      ShowVerb.class,
      SqlVerb.class,
      ReportVerb.class,
      ExportVerb.class,
      EvaluateVerb.class,
      PredictVerb.class,
      CheckGradientsVerb.class,
      CompletionVerb.class,
      HelpCommand.class
    })
public final class SweepCommand {}
