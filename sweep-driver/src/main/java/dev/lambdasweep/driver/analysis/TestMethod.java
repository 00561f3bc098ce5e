package dev.lambdasweep.driver.analysis;

/** How a point was compared with the best. */
public enum TestMethod {
  /** McNemar's exact test */
  MC_NEMAR("McNemar's exact test, validation row by row"),
  /** paired t-test of squared errors */
  SQUARED_ERRORS_T("paired t-test of squared errors, validation row by row"),
  /** paired t-test of absolute errors */
  ABSOLUTE_ERRORS_T("paired t-test of absolute errors, validation row by row"),
  /** paired t-test over repeats */
  PAIRED_T("paired t-test over repeats"),
  /** corrected resampled t-test over folds */
  RESAMPLED_T("corrected resampled t-test over folds, Nadeau and Bengio 2003");

  private final String phrase;

  TestMethod(String phrase) {
    this.phrase = phrase;
  }

  /** The test in a sentence. */
  public String phrase() {
    return phrase;
  }

  /** Whether it compares two trials, so that it cannot tell differences between seeds. */
  boolean isRowByRow() {
    return switch (this) {
      case MC_NEMAR, SQUARED_ERRORS_T, ABSOLUTE_ERRORS_T -> true;
      case PAIRED_T, RESAMPLED_T -> false;
    };
  }
}
