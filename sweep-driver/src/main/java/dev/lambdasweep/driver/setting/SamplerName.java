package dev.lambdasweep.driver.setting;

/** How points of the space are chosen. */
public enum SamplerName {
  /** drawn, each dimension by its own distribution */
  RANDOM,
  /** every combination of the dimensions' values */
  GRID,
  /** grid where every dimension lists its values, else random */
  AUTO
}
