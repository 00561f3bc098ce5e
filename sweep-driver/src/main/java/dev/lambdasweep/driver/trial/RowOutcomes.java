package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How good a trial's predictions are for each validation row; a row has the same position in every
 * trial that is validated on it.
 */
public sealed interface RowOutcomes extends Serializable {

  /** Number of validation rows. */
  int rows();

  /**
   * Which rows are classified correctly.
   *
   * @param rows number of validation rows
   * @param correct set of rows classified correctly: bit i for row i
   */
  record OfClasses(int rows, BitSet correct) implements RowOutcomes {
    /** Copies the bits in. */
    public OfClasses {
      correct = (BitSet) correct.clone();
      require(
          correct.length() <= rows,
          "Invalid correct: bit %s, must be below rows = %s",
          correct.length() - 1,
          rows);
    }

    @Override
    public BitSet correct() {
      return (BitSet) correct.clone();
    }
  }

  /** By how much the predicted value of each row differs from the actual one. */
  final class OfValues implements RowOutcomes {
    private static final long serialVersionUID = 1;

    private final float[] errors;

    /**
     * Errors.
     *
     * @param errors [rows] predicted minus actual values, in the unit of the target; copied
     */
    public OfValues(float[] errors) {
      this.errors = errors.clone();
    }

    @Override
    public int rows() {
      return errors.length;
    }

    /** [rows] predicted minus actual values, in the unit of the target, a copy. */
    public float[] errors() {
      return errors.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof OfValues that && Arrays.equals(errors, that.errors);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(errors);
    }

    @Override
    public String toString() {
      return "errors of %d rows".formatted(errors.length);
    }
  }
}
