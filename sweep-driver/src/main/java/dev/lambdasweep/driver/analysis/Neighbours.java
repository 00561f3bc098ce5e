package dev.lambdasweep.driver.analysis;

import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.kind.ColumnType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers on both sides of the best ones: their neighbours among those that were tried, or if
 * there is none, a number at the same distance as the neighbour on the other side, if it is valid
 * for the hyperparameter.
 *
 * @param hyperparameter hyperparameter with these numbers
 * @param scale scale of distances
 * @param from lowest of the best numbers
 * @param to highest of the best numbers
 * @param low number below, or {@code from} itself if nothing below is allowed
 * @param high number above, or {@code to} itself if nothing above is allowed
 * @param isLowest whether nothing below them was tried
 * @param isHighest whether nothing above them was tried
 */
record Neighbours(
    Setting<?> hyperparameter,
    Scale scale,
    double from,
    double to,
    double low,
    double high,
    boolean isLowest,
    boolean isHighest) {
  private static final MathContext SHOWN = new MathContext(4, RoundingMode.HALF_EVEN);
  private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  /**
   * The neighbours of some numbers.
   *
   * @param best best of the numbers that were tried; at least one
   * @param tried all numbers that were tried, including the best
   */
  static Neighbours of(Setting<?> hyperparameter, double[] best, double[] tried) {
    double from = Arrays.stream(best).min().orElseThrow();
    double to = Arrays.stream(best).max().orElseThrow();
    double[] sorted = Arrays.stream(tried).sorted().distinct().toArray();
    Scale scale = sorted[0] > 0 ? Scale.LOG : Scale.LINEAR;
    int i = Arrays.binarySearch(sorted, from);
    int j = Arrays.binarySearch(sorted, to);
    boolean isLowest = i == 0;
    boolean isHighest = j == sorted.length - 1;
    double above = isHighest ? scale.beyond(to, j == 0 ? to : sorted[j - 1]) : sorted[j + 1];
    double next = i == sorted.length - 1 ? above : sorted[i + 1];
    double below = isLowest ? scale.mirrored(from, next) : sorted[i - 1];
    return new Neighbours(
        hyperparameter,
        scale,
        from,
        to,
        allowed(hyperparameter, below, from),
        allowed(hyperparameter, above, to),
        isLowest,
        isHighest);
  }

  /** Warnings that the space extends to values where nothing was tried. */
  List<String> warnings() {
    String subject = hyperparameter.shortName();
    if (isLowest && isHighest && from == to) {
      return List.of(
          "Only one %s was tried, %s; the refined space extends from %s to %s."
              .formatted(subject, shown(from), shown(low), shown(high)));
    }
    String warning =
        from == to
            ? "The best %s, %s, is the %s value tried; the refined space extends to %s."
            : "For %s, %s cannot be distinguished from the best and is the %s value tried; the refined space extends to %s.";
    List<String> warnings = new ArrayList<>();
    if (isLowest && low < from) {
      warnings.add(warning.formatted(subject, shown(from), "lowest", shown(low)));
    }
    if (isHighest && high > to) {
      warnings.add(warning.formatted(subject, shown(to), "highest", shown(high)));
    }
    return warnings;
  }

  /** Whether the hyperparameter has whole numbers as values. */
  boolean areWhole() {
    return isWhole(hyperparameter);
  }

  private String shown(double number) {
    BigDecimal decimal = new BigDecimal(number);
    BigDecimal rounded = areWhole() ? decimal : decimal.round(SHOWN).stripTrailingZeros();
    return rounded.scale() <= 0 ? rounded.toPlainString() : rounded.toString();
  }

  /** The bound without noise in its last digits, or the nearest allowed number towards the best. */
  private static double allowed(Setting<?> hyperparameter, double bound, double best) {
    if (!Double.isFinite(bound)) {
      return best;
    }
    boolean isWhole = isWhole(hyperparameter);
    double number = isWhole ? Math.rint(bound) : new BigDecimal(bound).round(DIGITS).doubleValue();
    while (number != best && !isAllowed(hyperparameter, number)) {
      // below the best, the few whole numbers from 0 to the lowest that is allowed
      number = isWhole && number < best ? number + 1 : best;
    }
    return number;
  }

  private static boolean isAllowed(Setting<?> hyperparameter, double number) {
    try {
      return hyperparameter.plain(number) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isWhole(Setting<?> hyperparameter) {
    return hyperparameter.kind().column() == ColumnType.LONG;
  }

  /** How distances between numbers are measured. */
  enum Scale {
    /** by ratios */
    LOG {
      @Override
      double mirrored(double centre, double number) {
        return centre * (centre / number);
      }

      @Override
      double away(double centre) {
        return centre / Math.sqrt(10);
      }
    },
    /** by differences */
    LINEAR {
      @Override
      double mirrored(double centre, double number) {
        return centre + (centre - number);
      }

      @Override
      double away(double centre) {
        return centre - (centre == 0 ? 1 : Math.abs(centre) / 2);
      }
    };

    /** The number as far on the other side of the centre. */
    abstract double mirrored(double centre, double number);

    /** A number below the centre if no other number was tried. */
    abstract double away(double centre);

    /** The number as far above the centre as a lower one is below it, if there is a lower one. */
    double beyond(double centre, double lower) {
      return mirrored(centre, lower < centre ? lower : away(centre));
    }
  }
}
