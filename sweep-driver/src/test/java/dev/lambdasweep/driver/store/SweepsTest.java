package dev.lambdasweep.driver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepsTest {
  @TempDir private Path folder;
  private ResultsStore store;

  @BeforeEach
  void open() {
    store = ResultsStore.writing(folder.toString(), Examples.HADOOP);
  }

  @Test
  void findsByIdThenByNameThenByTheBeginningOfAnId() {
    Sweep older = add("coarse-20261120T193000-7f3a", "coarse", 0);
    Sweep newest = add("coarse-20261120T193000-00aa", "coarse", 60);
    Sweep named = add("x-20261121T000000-0001", "coarse-20261120T193000-7f3a", 120);
    Sweep script = add("script-20261122T000000-0002", "<script>", 180);
    Sweeps sweeps = Sweeps.in(store);

    assertThat(sweeps.find("coarse-20261120T193000-7f3a")).isEqualTo(older);
    assertThat(sweeps.find("coarse")).isEqualTo(newest);
    assertThat(sweeps.find("coarse-20261120T193000-7")).isEqualTo(older);
    assertThat(sweeps.find("x-2026")).isEqualTo(named);
    assertThat(sweeps.find("<script>")).isEqualTo(script);
  }

  @Test
  void suggestsTheNearestForAnUnknownOne() {
    add("coarse-20261120T193000-7f3a", "coarse", 0);
    add("fine-20261120T193000-7f3a", "fine", 60);
    assertFails(
        "coarze",
        "Cannot find sweep coarze in %s: no sweep has that name or id, did you mean coarse? (scripts/sweep list shows all sweeps)");
    assertFails(
        "fine-20261120T193000-7f3b",
        "Cannot find sweep fine-20261120T193000-7f3b in %s: no sweep has that name or id, did you mean fine-20261120T193000-7f3a?"
            + " (scripts/sweep list shows all sweeps)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../etc", "nothing", "big", "house", "tuned-20261121T081706-13ca"})
  void suggestsNoneWhereNoneResembles(String text) {
    add("coarse-20261120T193000-7f3a", "coarse", 0);
    add("run-20261120T193000-7f3a", "run", 60);
    assertFails(
        text,
        "Cannot find sweep "
            + text
            + " in %s: no sweep has that name or id (scripts/sweep list shows all sweeps)");
  }

  @Test
  void listsTheCandidatesOfABeginningThatManyIdsHave() {
    add("coarse-20261120T193000-7f3a", "one", 0);
    add("coarse-20261120T193000-7f3b", "two", 60);
    assertFails(
        "coarse-2",
        "Cannot find sweep coarse-2 in %s: 2 ids start with it: coarse-20261120T193000-7f3a,"
            + " coarse-20261120T193000-7f3b (type more of the id)");
  }

  @Test
  void reportsWhyThereIsNone() {
    assertFails(
        "coarse",
        "Cannot find sweep coarse in %s: there are no sweeps yet (scripts/sweep run FILE starts one)");
    String none = folder + "/none";
    assertThatThrownBy(() -> Sweeps.in(ResultsStore.reading(none, Examples.HADOOP)).find("coarse"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot find sweep coarse in %s: there is no such directory (give --results DIR)",
            none);
  }

  @Test
  void countsTrialsByState() {
    Sweep sweep = add("coarse-20261120T193000-7f3a", "coarse", 0);
    store.add(Examples.plan(sweep, 1, Examples.NOON, 2));
    List<TrialRow> rows =
        store
            .writer(sweep, "0.1.0")
            .add(
                List.of(
                    Examples.complete(0, 1, 0.5),
                    Examples.complete(1, 1, 0.5),
                    Examples.failed(2, 1, Examples.execution(Examples.NOON, "one", 1))));
    SweepSummary summary = Sweeps.in(store).summaries(rows).get(0);
    assertThat(summary).isEqualTo(new SweepSummary(summary.plan(), 5, 2, 0, 1));
  }

  @Test
  void skipsASweepWhosePlanIsTorn() throws IOException {
    add("coarse-20261120T193000-7f3a", "coarse", 0);
    Sweep torn = add("torn-20261120T193000-7f3a", "torn", 0);
    Files.writeString(folder.resolve("sweeps/" + torn.id() + "/plan-0.json"), "{");
    Sweeps sweeps = Sweeps.in(store);
    assertThat(sweeps.summaries(List.of())).hasSize(1);
    assertThat(sweeps.skipped())
        .singleElement()
        .satisfies(
            skipped ->
                assertThat(skipped.warning())
                    .isEqualTo(
                        "Skipped sweeps/%s: Cannot read sweeps/%s/plan-0.json in %s: it is not JSON"
                            + " (restore it from a copy)",
                        torn.id(), torn.id(), folder));
  }

  private Sweep add(String id, String name, int seconds) {
    Sweep sweep = new Sweep(new SweepId(id), name, Kind.SEARCH, "");
    store.add(Examples.plan(sweep, Examples.NOON.plusSeconds(seconds), 3));
    return sweep;
  }

  private void assertFails(String text, String message) {
    assertThatThrownBy(() -> Sweeps.in(store).find(text))
        .isInstanceOf(UserException.class)
        .hasMessage(message, folder);
  }
}
