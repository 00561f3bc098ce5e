package dev.lambdasweep.driver.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import dev.lambdasweep.core.trainer.Parameter;
import dev.lambdasweep.driver.config.text.Problems;
import dev.lambdasweep.driver.setting.Placeholders;
import dev.lambdasweep.driver.setting.SettingTable;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.kind.Hocon;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks the placeholders of {@code trainer.command.run}. */
final class CommandWords {
  private final List<String> known;
  private final Problems problems;

  CommandWords(SettingTable table, Problems problems) {
    this.known =
        table.parameters().stream()
            .map(Parameter::name)
            .collect(Collectors.toCollection(ArrayList::new));
    known.addAll(Placeholders.BUILT_IN);
    this.problems = problems;
  }

  /** Reports the placeholders that stand for nothing, each where its word was written. */
  void check(ConfigValue run) {
    if (run instanceof ConfigList words) {
      words.stream().filter(Hocon::isScalar).forEach(this::checkWord);
    }
  }

  private void checkWord(ConfigValue word) {
    String text = Hocon.text(word);
    if (Placeholders.isUnclosed(text)) {
      problems.add(
          word,
          "invalid %s: %s, must have a } after each ${ (write $${ for the text ${)"
              .formatted(Settings.RUN, text));
      return;
    }
    for (String name : Placeholders.names(text)) {
      if (!known.contains(name)) {
        problems.add(
            word,
            Suggestions.withNearest(
                "unknown placeholder ${%s} in %s, must be a parameter that %s declares or one of %s"
                    .formatted(
                        name,
                        Settings.RUN,
                        Settings.PARAMETERS,
                        String.join(", ", Placeholders.BUILT_IN)),
                Suggestions.nearest(name, known).map("${%s}"::formatted)));
      } else if (name.equals("args") && !text.equals(Placeholders.ARGUMENTS)) {
        problems.add(
            word,
            "invalid %s: %s, must be ${args} alone, which stands for several words"
                .formatted(Settings.RUN, text));
      }
    }
  }
}
