package dev.lambdasweep.driver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.space.Point;
import dev.lambdasweep.driver.table.TableProfile;
import dev.lambdasweep.driver.table.TableProfile.Role;
import dev.lambdasweep.driver.trial.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
  @Test
  void comesBackAsItWas() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("training.lambda", 1e-5);
    values.put("training.rate", 1.0);
    values.put("training.batch-size", 100L);
    values.put("data.flip", true);
    values.put("network.hidden", List.of(50L, 20L));
    values.put("training.convention", "half-lambda");
    Sweep sweep =
        new Sweep(
            new SweepId("fine-20261120T193000-7f3a"),
            "fine \"λ\" \uD83D\uDE00\n</script>",
            Kind.REFINE,
            Examples.COARSE.id().text());
    Plan plan =
        new Plan(
            sweep,
            1,
            Examples.NOON,
            Long.MIN_VALUE,
            "{\"a\":[1,0.1,\"x\"]}",
            new Origin("abc", "def", "synthetic", "0.1.0", "17", "Java"),
            List.of(
                new Trial(3, 0, Long.MAX_VALUE, new Point(values)),
                new Trial(3, 1, 1, new Point(values)),
                new Trial(4, 0, 2, new Point(values))),
            List.of(List.of(0, 2), List.of(1)),
            0,
            List.of());

    Plan read = PlanJson.plan(PlanJson.text(plan));

    assertThat(read).isEqualTo(plan);
    assertThat(read.trials().get(0).point().values().keySet())
        .containsExactlyElementsOf(values.keySet());
  }

  @Test
  void keepsWhatWasFoundInATable() {
    Plan plan = Examples.plan(Examples.COARSE, Examples.NOON, 1);
    TableProfile table =
        new TableProfile(
            Task.CLASSIFICATION,
            List.of("Adelie", "Gentoo \"x\""),
            333,
            30,
            11,
            9,
            List.of(
                new TableProfile.Column(
                    "species", "string", Role.LABEL, OptionalLong.of(2), OptionalLong.of(0)),
                new TableProfile.Column(
                    "bill", "double", Role.FEATURE, OptionalLong.empty(), OptionalLong.of(2)),
                new TableProfile.Column(
                    "id", "int", Role.IGNORED, OptionalLong.empty(), OptionalLong.empty())));
    Origin origin = new Origin("abc", "", "penguins.csv", "0.1", "17", "BLAS", Optional.of(table));
    Plan withTable =
        new Plan(
            plan.sweep(),
            0,
            plan.createdAt(),
            0,
            "{}",
            origin,
            plan.trials(),
            plan.groups(),
            0,
            List.of());

    Plan read = PlanJson.plan(PlanJson.text(withTable));

    assertThat(read).isEqualTo(withTable);
    assertThat(read.origin().classNames()).containsExactly("Adelie", "Gentoo \"x\"");
    assertThat(plan.origin().classNames()).isEmpty();
  }

  @Test
  void readsAnOldPlanWithoutTheHashOfTheTestImages() {
    String text = PlanJson.text(Examples.plan(Examples.COARSE, Examples.NOON, 2));
    String old = text.replaceFirst("\\s*\"test_sha256\" : \"\",", "");
    assertThat(old).isNotEqualTo(text);
    assertThat(PlanJson.plan(old)).isEqualTo(PlanJson.plan(text));
  }

  @Test
  void readsAPointWithTheOldNameOfAKey() {
    Plan plan = Examples.plan(Examples.COARSE, Examples.NOON, 1);
    Trial trial = new Trial(0, 0, 1, new Point(Map.of("data.validation.rows", 10L)));
    Plan now =
        new Plan(
            plan.sweep(),
            0,
            plan.createdAt(),
            0,
            "{}",
            plan.origin(),
            List.of(trial),
            List.of(List.of(0)),
            0,
            List.of());
    String text = PlanJson.text(now);
    String old = text.replace("data.validation.rows", "data.validation-images");
    assertThat(old).isNotEqualTo(text);
    assertThat(PlanJson.plan(old)).isEqualTo(now);
  }

  @Test
  void refusesAPlanWithoutItsGroups() {
    String text = PlanJson.text(Examples.plan(Examples.COARSE, Examples.NOON, 2));
    assertThatThrownBy(() -> PlanJson.plan(text.replace("groups", "grups")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it lacks groups, an array");
    assertThatThrownBy(() -> PlanJson.plan(text.substring(0, text.length() / 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it is not JSON");
  }

  @Test
  void refusesGroupsThatLeaveATrialOutOrHoldItTwice() {
    Plan plan = Examples.plan(Examples.COARSE, Examples.NOON, 2);
    for (List<List<Integer>> groups :
        List.of(List.of(List.of(0)), List.of(List.of(0, 1), List.of(0)), List.of(List.of(0, 2)))) {
      assertThatThrownBy(
              () ->
                  new Plan(
                      plan.sweep(),
                      0,
                      plan.createdAt(),
                      0,
                      "{}",
                      plan.origin(),
                      plan.trials(),
                      groups,
                      0,
                      List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Invalid groups: " + groups + ", must contain each of the indices 0 to 1 once");
    }
  }
}
