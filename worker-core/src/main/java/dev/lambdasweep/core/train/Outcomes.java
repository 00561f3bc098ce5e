package dev.lambdasweep.core.train;

import java.util.BitSet;

/**
 * What a network predicts for each row of one set, so that networks can be compared row by row:
 * which rows it classifies correctly, or by how much it errs.
 */
public final class Outcomes {
  private final int rows;
  private final BitSet correct;
  private final float[] errors;

  /**
   * Outcomes of the given number of rows.
   *
   * @param correct set of rows classified correctly, bit i for row i; empty for values; copied
   * @param errors [rows] predicted minus actual value in the unit of the target; empty for classes;
   *     copied
   */
  Outcomes(int rows, BitSet correct, float[] errors) {
    this.rows = rows;
    this.correct = (BitSet) correct.clone();
    this.errors = errors.clone();
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Set of rows classified correctly, a copy: bit i for row i; empty for values. */
  public BitSet correct() {
    return (BitSet) correct.clone();
  }

  /** [rows] predicted minus actual value in the unit of the target, a copy; empty for classes. */
  public float[] errors() {
    return errors.clone();
  }
}
