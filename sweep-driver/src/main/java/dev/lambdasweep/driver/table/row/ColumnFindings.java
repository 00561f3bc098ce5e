package dev.lambdasweep.driver.table.row;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;

/** What the values of one column hold, over some rows. Mutable; not thread-safe. */
public final class ColumnFindings implements Serializable {
  /** Categories or classes of a column, at most: more are no categories, but text or keys. */
  public static final int MOST_CATEGORIES = 100_000;

  private static final long serialVersionUID = 1;

  private final Set<UTF8String> categories = new HashSet<>();
  private long missing;
  private long beyondFloat;
  private long negative;
  private double sum;
  private int shortest = Integer.MAX_VALUE;
  private int longest = -1;

  public void addMissing() {
    missing++;
  }

  /** Adds a number. */
  public void add(double number) {
    if (Float.isInfinite((float) number)) {
      beyondFloat++;
    }
    if (number < 0) {
      negative++;
    }
    sum += number;
  }

  /** Adds a category, unless there are too many; the text may be overwritten afterwards. */
  public void add(UTF8String category) {
    if (categories.size() <= MOST_CATEGORIES && !categories.contains(category)) {
      categories.add(category.copy());
    }
  }

  /** Adds the length of a vector or an image. */
  public void addLength(int length) {
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
  }

  /** Adds what another part of the rows holds. */
  public void add(ColumnFindings other) {
    other.categories.forEach(this::add);
    missing += other.missing;
    beyondFloat += other.beyondFloat;
    negative += other.negative;
    sum += other.sum;
    shortest = Math.min(shortest, other.shortest);
    longest = Math.max(longest, other.longest);
  }

  /** Its categories, in no order. */
  public Set<UTF8String> categories() {
    return categories;
  }

  /** Whether it has more than {@link #MOST_CATEGORIES}. */
  public boolean hasTooManyCategories() {
    return categories.size() > MOST_CATEGORIES;
  }

  /** Values that are missing. */
  public long missing() {
    return missing;
  }

  /** Numbers that are infinite or that no float can hold. */
  public long beyondFloat() {
    return beyondFloat;
  }

  /** Numbers below 0. */
  public long negative() {
    return negative;
  }

  /** Sum of the numbers, which depends on their order. */
  public double sum() {
    return sum;
  }

  /** Least length of a vector or an image. */
  public int shortest() {
    return shortest;
  }

  /** Greatest length of a vector or an image; −1 if there is none. */
  public int longest() {
    return longest;
  }
}
