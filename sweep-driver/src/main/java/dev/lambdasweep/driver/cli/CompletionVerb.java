package dev.lambdasweep.driver.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Prints a script for bash or zsh that completes verbs and options.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: source <(scripts/sweep completion)"})
final class CompletionVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    // bash looks a command up by its last name, so this holds for scripts/sweep, too
    System.out.println(AutoComplete.bash("sweep", spec.root().commandLine()));
    return ExitCode.SUCCESS;
  }
}
