package dev.lambdasweep.core.train;

/** Predictions of one network for rows whose classes or values are known. */
public sealed interface Predictions permits ClassPredictions, ValuePredictions {

  /** Number of rows. */
  int size();
}
