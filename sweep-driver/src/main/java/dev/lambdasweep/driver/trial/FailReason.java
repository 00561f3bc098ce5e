package dev.lambdasweep.driver.trial;

/** Why a trial failed. */
public enum FailReason {
  /** a loss or weight is not finite */
  DIVERGED,
  /** an exception in its training */
  ERROR,
  /** trained longer than the limit */
  TIMEOUT,
  /** its executor died each time it was tried */
  LOST,
  /** a person killed its Spark job */
  KILLED,
  /** Spark failed, not the training, and again when it was tried alone */
  SPARK
}
