package dev.lambdasweep.driver.console;

import dev.lambdasweep.driver.analysis.RankedPoint;
import dev.lambdasweep.driver.analysis.Ranking;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.DataSourceName;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;

/**
 * The commands to run after a sweep.
 *
 * @param config configuration of the sweep
 * @param store store of its rows
 * @param sweep the sweep
 * @param rows its rows, at least one of them complete
 */
public record NextSteps(SweepConfig config, ResultsStore store, Sweep sweep, List<TrialRow> rows) {
  private static final String DEFAULT_DATA = "data/cifar-10-batches-bin";

  /**
   * Commands that can be typed as they are.
   *
   * @param path path of the sweep's file
   */
  public String text(String path) {
    String file = ShellText.quoted(path);
    String results = ShellText.resultsOption(store);
    String after =
        switch (sweep.kind()) {
          case SEARCH ->
              "scripts/sweep refine " + file + " --by-rule --from " + sweep.id() + data() + results;
          case REFINE -> "scripts/sweep final " + file + " --from " + sweep.id() + data() + results;
          case FINAL -> "scripts/sweep evaluate " + ShellText.quoted(model()) + testImages();
        };
    return "\nNext:\n  " + after + "\n  scripts/sweep show " + sweep.id() + results;
  }

  private String data() {
    boolean usual =
        config.data().source() != DataSourceName.CIFAR10
            || config.data().directory().equals(DEFAULT_DATA);
    return usual ? "" : " --data " + ShellText.quoted(config.data().directory());
  }

  /** Evaluate reads no file, so synthetic images are described in full. */
  private String testImages() {
    if (config.data().source() == DataSourceName.CIFAR10) {
      return data();
    }
    return " data.source=synthetic data.synthetic.seed="
        + config.get(Settings.SYNTHETIC_SEED)
        + " data.synthetic.training-images="
        + config.get(Settings.SYNTHETIC_TRAINING_IMAGES)
        + " data.synthetic.test-images="
        + config.get(Settings.SYNTHETIC_TEST_IMAGES);
  }

  private String model() {
    RankedPoint best = Ranking.of(rows, config.refine().metric()).get(0);
    return store.location() + "/" + ResultsStore.modelName(sweep.id(), best.rows().get(0).key());
  }
}
