package dev.lambdasweep.driver.trial;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.train.ClassPredictions;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The results on the test images that a final sweep keeps in addition to its figures.
 *
 * @param confusion number of images by true and predicted class: [true class][predicted class]
 * @param probabilities histogram of the probability given to the true class, with bins of equal
 *     width between 0 and 1
 * @param correctProbabilities the same histogram, of only the images classified correctly
 */
public record TestDetail(
    List<List<Integer>> confusion, List<Integer> probabilities, List<Integer> correctProbabilities)
    implements Serializable {
  /** Number of bins of the histograms. */
  public static final int BINS = 20;

  /** Copies the lists in and checks their sizes. */
  public TestDetail {
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

  /** The detail of some predictions. */
  static TestDetail of(ClassPredictions predictions) {
    return new TestDetail(
        Arrays.stream(predictions.confusion()).map(TestDetail::list).toList(),
        list(predictions.histogram(BINS, false)),
        list(predictions.histogram(BINS, true)));
  }

  private static List<Integer> list(int[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }
}
