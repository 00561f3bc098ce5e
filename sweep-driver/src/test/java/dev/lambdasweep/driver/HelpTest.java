package dev.lambdasweep.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.driver.cli.SweepCommand;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The --help text of each verb. */
class HelpTest {
  static Stream<String> verbs() {
    return new CommandLine(new SweepCommand())
        .getSubcommands().keySet().stream().filter(verb -> !verb.equals("help"));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasAnExampleThatItCanParse(String verb) {
    CommandLine root =
        new CommandLine(new SweepCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(200);
    CommandLine command = root.getSubcommands().get(verb);

    String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

    assertThat(help).containsPattern("Example: .*scripts/sweep " + verb + "\\b");
    String example =
        help.replaceFirst("(?s).*Example: .*?scripts/sweep ([^\n)>]*).*", "$1").strip();
    assertThat(root.parseArgs(words(example)).subcommand().commandSpec().name()).isEqualTo(verb);
  }

  /** The words of a line as split by a shell; without support for quotes within words. */
  private static String[] words(String line) {
    return java.util.regex.Pattern.compile("\"([^\"]*)\"|(\\S+)")
        .matcher(line)
        .results()
        .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
        .toArray(String[]::new);
  }
}
