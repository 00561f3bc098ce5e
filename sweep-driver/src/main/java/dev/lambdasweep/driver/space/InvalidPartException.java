package dev.lambdasweep.driver.space;

import dev.lambdasweep.driver.setting.Setting;

/** A part of a dimension, such as a bound, has a value that is not allowed. */
public final class InvalidPartException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String part;
  private final String rule;

  /**
   * An invalid part.
   *
   * @param hyperparameter hyperparameter of the dimension
   * @param part key of the part: {@code low}
   * @param value value of the part
   * @param rule rule that the value breaks: "above 0"
   */
  InvalidPartException(Setting<?> hyperparameter, String part, Object value, String rule) {
    super(
        "Invalid sweep.space.%s.%s: %s, must be %s"
            .formatted(hyperparameter.path(), part, value, rule));
    this.part = part;
    this.rule = rule;
  }

  /** Key of the part: {@code low}. */
  public String part() {
    return part;
  }

  /** What it must be: "above 0". */
  public String rule() {
    return rule;
  }
}
