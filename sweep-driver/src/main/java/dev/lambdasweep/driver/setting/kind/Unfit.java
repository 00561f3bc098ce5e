package dev.lambdasweep.driver.setting.kind;

/** A value that its key does not allow. */
public final class Unfit extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * A value that breaks a rule.
   *
   * @param rule rule that the value breaks: "at least 1"
   */
  public Unfit(String rule) {
    super(rule);
  }

  /** What the value must be. */
  public String rule() {
    return getMessage();
  }
}
