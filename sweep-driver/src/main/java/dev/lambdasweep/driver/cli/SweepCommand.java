package dev.lambdasweep.driver.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command that the verbs belong to. */
@Command(
    name = "scripts/sweep",
    description = "Searches hyperparameters of small neural networks on Apache Spark.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Options before the verb go to spark-submit: scripts/sweep --master 'local[1]' run FILE",
      "SWEEP is an id, a name (its newest sweep) or the beginning of one id.",
      "Exit codes: 0 all trials complete, 1 some failed, 2 a mistake in what was given,",
      "3 a mistake of this program, 130 interrupted."
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
      CheckGradientsVerb.class,
      CompletionVerb.class,
      HelpCommand.class
    })
public final class SweepCommand {}
