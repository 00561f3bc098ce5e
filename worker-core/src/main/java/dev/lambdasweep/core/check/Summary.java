package dev.lambdasweep.core.check;

import static dev.lambdasweep.core.Require.require;

import java.util.Arrays;

/**
 * Summary statistics of some numbers.
 *
 * @param count number of the numbers, positive
 * @param mean mean
 * @param deviation population standard deviation, the square root of Σ(x − mean)² / count
 * @param smallest smallest number
 * @param largest largest number
 */
public record Summary(int count, double mean, double deviation, double smallest, double largest) {
  /** The summary of at least one number. */
  static Summary of(double[] numbers) {
    require(numbers.length > 0, "Invalid numbers: none, must be at least one");
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double variance =
        Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    return new Summary(
        numbers.length,
        mean,
        Math.sqrt(variance),
        Arrays.stream(numbers).min().orElseThrow(),
        Arrays.stream(numbers).max().orElseThrow());
  }
}
