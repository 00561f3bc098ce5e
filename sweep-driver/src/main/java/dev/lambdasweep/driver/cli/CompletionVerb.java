package dev.lambdasweep.driver.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: source <(scripts/sweep completion)"})
final class CompletionVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    // bash looks up a command by the last part of its path, so this also covers scripts/sweep
    System.out.println(AutoComplete.bash("sweep", spec.root().commandLine()));
    return ExitCode.SUCCESS;
  }
}
