package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A column of a table that becomes inputs of a network.
 *
 * @param name name of the column
 * @param type type of its values in Spark's words: {@code double}, {@code string}
 * @param kind how its values become inputs
 * @param categories the values of a category, as text, in the order of their inputs; else empty
 * @param hasIndicator whether one more input, after the others, is 1 where the value is missing
 * @param width elements of a vector or an image; 1 for others
 */
public record InputColumn(
    String name, String type, Kind kind, List<String> categories, boolean hasIndicator, int width)
    implements Serializable {

  /** How values become inputs. */
  public enum Kind {
    /** a number is one input */
    NUMBER,
    /** a category is one input per known value, 1 for its own and 0 for the others */
    CATEGORY,
    /** a vector is one input per element */
    VECTOR,
    /** the unsigned bytes of an image are one input each */
    IMAGE
  }

  /** Checks that the categories are distinct and the width is positive. */
  public InputColumn {
    categories = List.copyOf(categories);
    require(width > 0, "Invalid width of %s: %s, must be positive", name, width);
    require(
        (kind == Kind.CATEGORY) != categories.isEmpty()
            && new HashSet<>(categories).size() == categories.size(),
        "Invalid categories of %s: %s, must be distinct, and at least one for a category only",
        name,
        categories);
    require(
        width == 1 || kind == Kind.VECTOR || kind == Kind.IMAGE,
        "Invalid width of %s: %s, must be 1",
        name,
        width);
  }

  /** A column of numbers. */
  public static InputColumn number(String name, String type, boolean hasIndicator) {
    return new InputColumn(name, type, Kind.NUMBER, List.of(), hasIndicator, 1);
  }

  /** A column of categories. */
  public static InputColumn category(
      String name, String type, List<String> categories, boolean hasIndicator) {
    return new InputColumn(name, type, Kind.CATEGORY, categories, hasIndicator, 1);
  }

  /** Inputs without the indicator. */
  public int values() {
    return kind == Kind.CATEGORY ? categories.size() : width;
  }

  /** Number of inputs. */
  public int inputs() {
    return values() + (hasIndicator ? 1 : 0);
  }

  /** Whether its values, which are numbers, may be standardized. */
  boolean isScalable() {
    return kind != Kind.CATEGORY;
  }

  /** Readable names of its inputs. */
  List<String> inputNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < values(); i++) {
      names.add(
          switch (kind) {
            case NUMBER -> name;
            case CATEGORY -> name + " = " + categories.get(i);
            case VECTOR, IMAGE -> name + "[" + i + "]";
          });
    }
    if (hasIndicator) {
      names.add(name + " is missing");
    }
    return names;
  }
}
