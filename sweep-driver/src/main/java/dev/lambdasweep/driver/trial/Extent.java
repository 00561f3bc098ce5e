package dev.lambdasweep.driver.trial;

import java.io.Serializable;

/**
 * How far a training went, and on how many rows.
 *
 * @param updates number of mini-batch updates, or of another trainer's steps
 * @param epochs passes over the training rows, with a fractional part; NaN if unknown
 * @param trainingRows number of rows that it trained on; 0 if unknown
 * @param validationRows number of rows that it was validated on; 0 if unknown
 * @param rung number of the rung at which a stopping rule compared it, from 0; -1 if it did not end
 *     at one
 */
public record Extent(int updates, double epochs, int trainingRows, int validationRows, int rung)
    implements Serializable {

  /** The extent of a training that did not end at a rung. */
  public Extent(int updates, double epochs, int trainingRows, int validationRows) {
    this(updates, epochs, trainingRows, validationRows, Rung.FULL.number());
  }

  /** An extent on unknown numbers of rows, as of rows of older versions. */
  public Extent(int updates, double epochs) {
    this(updates, epochs, 0, 0);
  }
}
