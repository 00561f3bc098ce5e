package dev.lambdasweep.driver.sql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Figures as text for people. */
public final class FigureText {
  /**
   * What the names of figures without a unit end with; their digits beyond the fourth decimal are
   * noise.
   */
  private static final Set<String> WITHOUT_UNIT = Set.of("accuracy", "se", "loss", "cost", "r2");

  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final Map<String, String> SYMBOLS =
      Map.of("rmse", "RMSE", "mae", "MAE", "r2", "R²");

  private FigureText() {}

  /**
   * A figure with four decimals if it has no unit, else with six digits, as its size is not known.
   *
   * @param column name of the figure: {@code valid_accuracy}
   */
  public static String of(String column, double figure) {
    return WITHOUT_UNIT.contains(column.substring(column.lastIndexOf('_') + 1))
        ? String.format(Locale.ROOT, "%.4f", figure)
        : sixDigits(figure);
  }

  /** Six digits, of which zeros at the end are shown, so that the figures of a column line up. */
  private static String sixDigits(double figure) {
    double size = Math.abs(figure);
    boolean isPlain = size >= 1e-4 && size < 1e9;
    if (!isPlain) {
      return SqlValues.readable(figure);
    }
    BigDecimal rounded = new BigDecimal(figure).round(SIX_DIGITS);
    int whole = rounded.precision() - rounded.scale();
    return rounded
        .setScale(Math.max(0, SIX_DIGITS.getPrecision() - whole), RoundingMode.UNNECESSARY)
        .toPlainString();
  }

  /** The name of a figure on one line with others: {@code valid accuracy}. */
  public static String name(String column) {
    return column.replace('_', ' ');
  }

  /** The name of a figure in a sentence: {@code validation accuracy}, {@code test RMSE}. */
  public static String phrase(String column) {
    String rows =
        column.replaceFirst("^valid_", "validation_").replaceFirst("^train_", "training_");
    return Arrays.stream(rows.split("_"))
        .map(word -> SYMBOLS.getOrDefault(word, word))
        .collect(Collectors.joining(" "));
  }
}
