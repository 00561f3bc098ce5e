package dev.lambdasweep.driver.trial;

import dev.lambdasweep.core.train.Measures;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names of the figures that the built-in trainer measures and that have their own columns. */
public final class StandardFigures {
  private StandardFigures() {}

  /**
   * Figures by name.
   *
   * @param rows rows that were measured: {@code train}, {@code valid} or {@code test}
   */
  public static Map<String, Double> of(String rows, Measures measures) {
    Map<String, Double> figures = new LinkedHashMap<>();
    measures.figures().forEach((name, value) -> figures.put(rows + "_" + name, value));
    return figures;
  }
}
