package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.config.DataSourceName;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.refine.RankedPoint;
import dev.lambdasweep.driver.refine.Ranking;
import dev.lambdasweep.driver.results.ResultsStore;
import dev.lambdasweep.driver.results.Sweep;
import dev.lambdasweep.driver.results.TrialRow;
import java.util.List;

/**
 * What one would type after a sweep.
 *
 * @param config of the sweep
 * @param store where its rows are
 * @param sweep which one
 * @param rows at least one of them complete
 */
record NextSteps(SweepConfig config, ResultsStore store, Sweep sweep, List<TrialRow> rows) {
  private static final String DEFAULT_DATA = "data/cifar-10-batches-bin";
  private static final String DEFAULT_RESULTS = "results";

  /** Commands that can be typed as they stand, given the sweep's file. */
  String text(String file) {
    String after =
        switch (sweep.kind()) {
          case SEARCH ->
              "scripts/sweep refine "
                  + file
                  + " --by-rule --from "
                  + sweep.id()
                  + data()
                  + results();
          case REFINE ->
              "scripts/sweep final " + file + " --from " + sweep.id() + data() + results();
          case FINAL -> "scripts/sweep evaluate " + model() + data();
        };
    return "\nNext:\n  " + after + "\n  scripts/sweep show " + sweep.id() + results();
  }

  private String data() {
    boolean usual =
        config.data().source() != DataSourceName.CIFAR10
            || config.data().directory().equals(DEFAULT_DATA);
    return usual ? "" : " --data " + config.data().directory();
  }

  private String results() {
    return store.location().equals(DEFAULT_RESULTS) ? "" : " --results " + store.location();
  }

  private String model() {
    RankedPoint best = Ranking.of(rows, config.refine().metric()).get(0);
    return store.location() + "/" + ResultsStore.modelName(sweep.id(), best.rows().get(0).key());
  }
}
