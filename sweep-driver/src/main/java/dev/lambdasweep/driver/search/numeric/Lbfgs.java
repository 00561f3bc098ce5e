package dev.lambdasweep.driver.search.numeric;

import static dev.lambdasweep.core.Require.require;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimizes a function of several variables within bounds: L-BFGS with projection.
 *
 * <p>Each step follows the quasi-Newton direction of the last ten steps (two-loop recursion) in the
 * variables that are free: not at a bound that the gradient points out of. Points along it are
 * projected into the bounds, and the step is halved until the value has decreased enough (Armijo).
 * A pair of steps and gradients is remembered only if its curvature is positive.
 *
 * <p>Sources: Nocedal, Updating quasi-Newton matrices with limited storage, 1980,
 * https://doi.org/10.2307/2006193; projection: Bertsekas, Projected Newton methods for optimization
 * problems with simple constraints, 1982, https://doi.org/10.1137/0320018. Departs from L-BFGS-B,
 * which chooses the variables at bounds by a generalized Cauchy point and searches for a step with
 * Wolfe's conditions; with tolerances as coarse as those of the samplers, both end at the same
 * minima.
 */
public final class Lbfgs {
  private static final int MEMORY = 10;
  private static final int MOST_HALVINGS = 30;
  private static final double SUFFICIENT = 1e-4;

  /** Relative decrease of the value at which the search ends, as of scipy's L-BFGS-B. */
  private static final double LEAST_DECREASE = 2.2e-9;

  private final double[] low;
  private final double[] high;
  private final double gradientTolerance;
  private final int mostSteps;

  /**
   * A search within bounds.
   *
   * @param low [d] lower bounds, possibly infinite
   * @param high [d] upper bounds, possibly infinite
   * @param gradientTolerance largest component of the projected gradient at which the search ends
   * @param mostSteps number of steps after which it ends
   */
  public Lbfgs(double[] low, double[] high, double gradientTolerance, int mostSteps) {
    require(
        low.length == high.length,
        "Invalid low: %s bounds, must be as many as high = %s",
        low.length,
        high.length);
    this.low = low.clone();
    this.high = high.clone();
    this.gradientTolerance = gradientTolerance;
    this.mostSteps = mostSteps;
  }

  /** A search without bounds. */
  public static Lbfgs unbounded(int variables, double gradientTolerance, int mostSteps) {
    double[] low = new double[variables];
    double[] high = new double[variables];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    return new Lbfgs(low, high, gradientTolerance, mostSteps);
  }

  /** A step and the change of the gradient over it. */
  private static final class Pair {
    private final double[] step;
    private final double[] change;
    private final double curvature;

    private Pair(double[] step, double[] change) {
      this.step = step;
      this.change = change;
      this.curvature = dot(step, change);
    }
  }

  /**
   * A local minimum.
   *
   * @param start [d] where the search starts, within the bounds; the function is finite there
   * @return [d] point with the smallest value that was found
   */
  public double[] minimum(Differentiable function, double[] start) {
    double[] x = start.clone();
    double[] gradient = new double[x.length];
    double value = function.at(x, gradient);
    require(Double.isFinite(value), "Invalid start: value %s, must be finite", value);
    Deque<Pair> memory = new ArrayDeque<>();
    for (int step = 0; step < mostSteps && !isStationary(x, gradient); step++) {
      double[] direction = direction(x, gradient, memory);
      double[] next = new double[x.length];
      double[] nextGradient = new double[x.length];
      double nextValue = search(function, x, value, gradient, direction, next, nextGradient);
      if (!(nextValue < value)) {
        if (memory.isEmpty()) {
          break;
        }
        memory.clear(); // the remembered curvature misleads: once more down the gradient
        continue;
      }
      remember(memory, x, next, gradient, nextGradient);
      double scale = Math.max(1, Math.max(Math.abs(value), Math.abs(nextValue)));
      boolean hasConverged = value - nextValue <= LEAST_DECREASE * scale;
      x = next;
      gradient = nextGradient;
      value = nextValue;
      if (hasConverged) {
        break;
      }
    }
    return x;
  }

  private boolean isFree(int i, double[] x, double[] gradient) {
    return !(x[i] <= low[i] && gradient[i] >= 0) && !(x[i] >= high[i] && gradient[i] <= 0);
  }

  private boolean isStationary(double[] x, double[] gradient) {
    for (int i = 0; i < x.length; i++) {
      double projected = x[i] - Math.max(low[i], Math.min(high[i], x[i] - gradient[i]));
      if (!(Math.abs(projected) <= gradientTolerance)) {
        return false;
      }
    }
    return true;
  }

  /** The negative product of the approximate inverse Hessian and the gradient's free part. */
  private double[] direction(double[] x, double[] gradient, Deque<Pair> memory) {
    double[] direction = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      direction[i] = isFree(i, x, gradient) ? -gradient[i] : 0;
    }
    if (memory.isEmpty()) {
      double length = Math.sqrt(dot(direction, direction));
      return multiply(direction, length > 1 ? 1 / length : 1);
    }
    double[] shares = new double[memory.size()];
    int k = 0;
    for (Pair pair : memory) { // latest first
      shares[k] = dot(pair.step, direction) / pair.curvature;
      add(direction, -shares[k], pair.change);
      k++;
    }
    Pair latest = memory.getFirst();
    multiply(direction, latest.curvature / dot(latest.change, latest.change));
    Iterator<Pair> earliestFirst = memory.descendingIterator();
    while (earliestFirst.hasNext()) {
      Pair pair = earliestFirst.next();
      k--;
      add(direction, shares[k] - dot(pair.change, direction) / pair.curvature, pair.step);
    }
    for (int i = 0; i < x.length; i++) {
      direction[i] = isFree(i, x, gradient) ? direction[i] : 0;
    }
    return direction;
  }

  /** Backtracks along a direction; returns the value at {@code next}. */
  private double search(
      Differentiable function,
      double[] x,
      double value,
      double[] gradient,
      double[] direction,
      double[] next,
      double[] nextGradient) {
    double share = 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++, share *= 0.5) {
      double slope = 0;
      for (int i = 0; i < x.length; i++) {
        next[i] = Math.max(low[i], Math.min(high[i], x[i] + share * direction[i]));
        slope += gradient[i] * (next[i] - x[i]);
      }
      if (!(slope < 0)) {
        return Double.NaN; // not a descent
      }
      double nextValue = function.at(next, nextGradient);
      if (nextValue <= value + SUFFICIENT * slope) {
        return nextValue;
      }
    }
    return Double.NaN;
  }

  private static void remember(
      Deque<Pair> memory, double[] x, double[] next, double[] gradient, double[] nextGradient) {
    double[] step = new double[x.length];
    double[] change = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      step[i] = next[i] - x[i];
      change[i] = nextGradient[i] - gradient[i];
    }
    Pair pair = new Pair(step, change);
    if (pair.curvature > 1e-12 * dot(change, change)) {
      memory.addFirst(pair);
      if (memory.size() > MEMORY) {
        memory.removeLast();
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  private static double[] multiply(double[] a, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
    return a;
  }
}
