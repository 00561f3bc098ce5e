package dev.lambdasweep.driver.console;

import dev.lambdasweep.driver.analysis.RankedPoint;
import dev.lambdasweep.driver.analysis.Ranking;
import dev.lambdasweep.driver.config.ConfigReader;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.source.SourceType;
import dev.lambdasweep.driver.source.Sources;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.sweep.ShellText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The commands to run after a sweep.
 *
 * @param config configuration of the sweep
 * @param store store of its rows
 * @param sweep the sweep
 * @param rows rows of the sweep, at least one of them complete
 */
public record NextSteps(SweepConfig config, ResultsStore store, Sweep sweep, List<TrialRow> rows) {

  /**
   * Commands that can be typed as they are.
   *
   * @param path path of the sweep's file
   */
  public String text(String path) {
    String file = ShellText.quoted(path);
    List<String> next = new ArrayList<>();
    switch (sweep.kind()) {
      case SEARCH ->
          next.add(training("refine " + file + " --by-rule --from " + sweep.id() + data()));
      case REFINE -> next.add(training("final " + file + " --from " + sweep.id() + data()));
      case FINAL -> {
        // the models of other trainers have formats of their own
        if (config.table().isNetwork()) {
          String model = ShellText.quoted(model());
          next.add("scripts/sweep evaluate " + model + testImages());
          source().uses(model).forEach(use -> next.add("scripts/sweep " + use));
        }
      }
    }
    next.add("scripts/sweep show " + sweep.id() + ShellText.resultsOption(store));
    return next.stream()
        .map(command -> "\n  " + command)
        .collect(Collectors.joining("", "\nNext:", ""));
  }

  private String training(String verb) {
    return ShellText.launcher() + " " + verb + ShellText.resultsOption(store);
  }

  /** Arguments that find the data again, in addition to the sweep's file. */
  private String data() {
    return words(source().options(config.data().values()));
  }

  /** Evaluate reads no file, so its data are described in full. */
  private String testImages() {
    return words(source().settings(config.data().values(), ConfigReader.data(List.of()).values()));
  }

  private SourceType source() {
    return Sources.named(config.data().source()).orElseThrow();
  }

  private static String words(List<String> words) {
    return words.stream().map(word -> " " + ShellText.quoted(word)).collect(Collectors.joining());
  }

  private String model() {
    RankedPoint best = Ranking.of(rows, config.objective()).get(0);
    return store.location() + "/" + ResultsStore.modelName(sweep.id(), best.rows().get(0).key());
  }
}
