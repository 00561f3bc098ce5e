package dev.lambdasweep.driver.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.driver.search.SearchSpaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  private static SearchSpaces models() {
    return new SearchSpaces("gamma", "kernel", "model")
        .uniform("gamma", 0, 1)
        .choice("kernel", "linear", "rbf")
        .choice("model", "forest", "svm")
        .when("gamma", "kernel", "rbf")
        .when("kernel", "model", "svm");
  }

  @Test
  void leavesInactiveDimensionsOutOfPoints() {
    SearchSpace space = models().build();

    assertThat(names(space, "svm", "rbf")).containsExactlyInAnyOrder("gamma", "kernel", "model");
    assertThat(names(space, "svm", "linear")).containsExactlyInAnyOrder("kernel", "model");
    // the parent of gamma's parent does not hold
    assertThat(names(space, "forest", "rbf")).containsExactly("model");
  }

  private static List<String> names(SearchSpace space, String model, String kernel) {
    Point point = SearchSpaces.point(space, Map.of("gamma", 0.5, "kernel", kernel, "model", model));
    return point.values().keySet().stream()
        .map(path -> path.substring(SearchSpaces.PREFIX.length()))
        .toList();
  }

  @Test
  void containsPointsWithTheRightDimensionsAndValuesAlone() {
    SearchSpace space = models().build();
    String prefix = SearchSpaces.PREFIX;

    assertThat(space.contains(new Point(Map.of(prefix + "model", "forest")))).isTrue();
    assertThat(space.contains(new Point(Map.of(prefix + "model", "svm")))).isFalse();
    assertThat(space.contains(new Point(Map.of(prefix + "model", "tree")))).isFalse();
    assertThat(space.contains(new Point(Map.of(prefix + "model", "forest", prefix + "gamma", 0.5))))
        .isFalse();
  }

  @Test
  void refusesConditionsThatDependOnThemselves() {
    assertThatThrownBy(() -> models().when("model", "model", "svm"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid parent: trainer.parameters.model, must be another dimension than"
                + " trainer.parameters.model itself");
    assertThatThrownBy(() -> models().when("model", "kernel", "rbf").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid condition: Condition[hyperparameter=trainer.parameters.")
        .hasMessageEndingWith("], must not depend on itself");
  }
}
