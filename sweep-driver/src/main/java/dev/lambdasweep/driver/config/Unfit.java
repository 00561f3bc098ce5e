package dev.lambdasweep.driver.config;

/** A value that its key does not allow. */
final class Unfit extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * A value that breaks a rule.
   *
   * @param rule what it must be: "at least 1"
   */
  Unfit(String rule) {
    super(rule);
  }

  /** What the value must be. */
  String rule() {
    return getMessage();
  }
}
