package dev.lambdasweep.driver.table.row;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Which rows are test rows, by their content: those whose hash is at most a threshold. So the same
 * rows are held out from every sweep, and rows of equal content are never on both sides.
 *
 * @param any whether there are any
 * @param high first half of the threshold
 * @param low second half of the threshold
 */
public record HeldOut(boolean any, long high, long low) implements Serializable {
  /** No row is a test row by its content. */
  public static final HeldOut NONE = new HeldOut(false, 0, 0);

  /** Rows whose hash, as a fraction of its range, is below a share. */
  public static HeldOut share(double share) {
    BigInteger first =
        new BigDecimal(share).multiply(new BigDecimal(BigInteger.ONE.shiftLeft(64))).toBigInteger();
    return first.signum() == 0 ? NONE : new HeldOut(true, first.longValue() - 1, -1);
  }

  /** Rows whose hash is at most that of another row. */
  public static HeldOut upTo(long high, long low) {
    return new HeldOut(true, high, low);
  }

  /** Whether the row of a hash is a test row. */
  public boolean contains(long itsHigh, long itsLow) {
    return any && compare(itsHigh, itsLow, high, low) <= 0;
  }

  /** Order of hashes, as unsigned numbers of 128 bits. */
  public static int compare(long high, long low, long otherHigh, long otherLow) {
    int first = Long.compareUnsigned(high, otherHigh);
    return first != 0 ? first : Long.compareUnsigned(low, otherLow);
  }
}
