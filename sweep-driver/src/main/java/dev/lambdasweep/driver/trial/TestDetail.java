package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.train.ClassPredictions;
import dev.lambdasweep.core.train.Predictions;
import dev.lambdasweep.core.train.ValuePredictions;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The results on the test rows that a final sweep keeps in addition to its figures. */
public sealed interface TestDetail extends Serializable {

  /**
   * The detail of some predictions.
   *
   * @param test the test rows that they are for
   */
  static TestDetail of(Predictions predictions, Examples test) {
    return predictions instanceof ClassPredictions classes
        ? OfClasses.of(classes, test.classes())
        : OfValues.of((ValuePredictions) predictions);
  }

  /**
   * Of predicted classes.
   *
   * @param confusion number of rows by true and predicted class, [true class][predicted class];
   *     empty if there are more than {@value #MOST_CLASSES} classes
   * @param probabilities histogram of the probability given to the true class, with bins of equal
   *     width between 0 and 1
   * @param correctProbabilities the same histogram, of only the rows classified correctly
   */
  record OfClasses(
      List<List<Integer>> confusion,
      List<Integer> probabilities,
      List<Integer> correctProbabilities)
      implements TestDetail {
    /** Number of bins of the histograms. */
    public static final int BINS = 20;

    /** Most classes of which every pair is counted. */
    public static final int MOST_CLASSES = 300;

    /** Copies the lists in and checks their sizes. */
    public OfClasses {
      confusion = confusion.stream().map(List::copyOf).toList();
      probabilities = List.copyOf(probabilities);
      correctProbabilities = List.copyOf(correctProbabilities);
      int classes = confusion.size();
      require(
          confusion.stream().allMatch(row -> row.size() == classes),
          "Invalid confusion: %s, must be a square",
          confusion);
      require(
          !probabilities.isEmpty() && probabilities.size() == correctProbabilities.size(),
          "Invalid probabilities: %s and %s, must have the same number of bins, at least one",
          probabilities,
          correctProbabilities);
    }

    private static OfClasses of(ClassPredictions predictions, int classes) {
      return new OfClasses(
          classes > MOST_CLASSES
              ? List.of()
              : Arrays.stream(predictions.confusion()).map(OfClasses::list).toList(),
          list(predictions.histogram(BINS, false)),
          list(predictions.histogram(BINS, true)));
    }

    private static List<Integer> list(int[] counts) {
      return Arrays.stream(counts).boxed().toList();
    }
  }

  /**
   * Of predicted values: those of some of the test rows, evenly spread, or of all.
   *
   * @param rows number of test rows
   * @param actual actual values, in the unit of the target; at most as many as rows
   * @param predicted predicted values, as many as actual ones
   */
  record OfValues(int rows, List<Double> actual, List<Double> predicted) implements TestDetail {
    /** Most rows that are kept. */
    public static final int MOST_ROWS = 5000;

    /** Copies the lists in and checks their sizes. */
    public OfValues {
      actual = List.copyOf(actual);
      predicted = List.copyOf(predicted);
      require(
          actual.size() == predicted.size() && actual.size() <= rows,
          "Invalid values: %s actual and %s predicted ones, must be equally many, at most rows = %s",
          actual.size(),
          predicted.size(),
          rows);
      require(
          Stream.concat(actual.stream(), predicted.stream()).allMatch(Double::isFinite),
          "Invalid values: not finite, must be finite");
    }

    static OfValues of(ValuePredictions predictions) {
      int rows = predictions.size();
      int kept = Math.min(rows, MOST_ROWS);
      double[] actual = predictions.actual();
      double[] predicted = predictions.predicted();
      return new OfValues(rows, spread(actual, kept), spread(predicted, kept));
    }

    private static List<Double> spread(double[] values, int kept) {
      return IntStream.range(0, kept).mapToObj(i -> values[row(i, kept, values.length)]).toList();
    }

    /** Number of values that are kept. */
    public int size() {
      return actual.size();
    }

    /** Index of the test row that the i-th value belongs to. */
    public int row(int i) {
      return row(i, size(), rows);
    }

    private static int row(int i, int kept, int rows) {
      return (int) ((long) i * rows / kept);
    }
  }
}
