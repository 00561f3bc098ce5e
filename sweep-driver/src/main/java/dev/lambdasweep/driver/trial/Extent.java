package dev.lambdasweep.driver.trial;

import java.io.Serializable;

/**
 * How far a training went, and on how many rows.
 *
 * @param updates number of mini-batch updates, or of another trainer's steps
 * @param epochs passes over the training rows, with a fractional part; NaN if unknown
 * @param trainingRows number of rows that it trained on; 0 if unknown
 * @param validationRows number of rows that it was validated on; 0 if unknown
 */
public record Extent(int updates, double epochs, int trainingRows, int validationRows)
    implements Serializable {

  /** An extent on unknown numbers of rows, as of rows of older versions. */
  public Extent(int updates, double epochs) {
    this(updates, epochs, 0, 0);
  }
}
