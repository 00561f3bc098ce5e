package dev.lambdasweep.core.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.linalg.Format;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExponentialsTest {
  /** Odd, so that a vectorized loop has a rest. */
  private static final int COUNT = 200_001;

  @Test
  void areWithinTheirBoundForFloat32() {
    double[] x =
        IntStream.range(0, COUNT)
            .mapToDouble(i -> Exponentials.LARGEST * (2.0 * i / (COUNT - 1) - 1))
            .toArray();
    double[] y = x.clone();
    Exponentials.replace(Format.FLOAT32, y, COUNT);
    double largest = 0;
    for (int i = 0; i < COUNT; i++) {
      largest = Math.max(largest, Math.abs(y[i] / Math.exp(x[i]) - 1));
    }
    // the bound is of the right size: the polynomial's error is nearly reached at the ends
    assertThat(largest).isBetween(Exponentials.RELATIVE_ERROR / 2, Exponentials.RELATIVE_ERROR);
  }

  @Test
  void areThoseOfMathForFloat64() {
    double[] x = {-745, -1, 0, 0.1, 300};
    double[] y = x.clone();
    Exponentials.replace(Format.FLOAT64, y, 4);
    for (int i = 0; i < 4; i++) {
      assertThat(y[i]).isEqualTo(Math.exp(x[i]));
    }
    assertThat(y[4]).isEqualTo(300);
  }

  @Test
  void areZeroOrInfiniteInFloat32BeyondTheLargest() {
    double[] x = {Double.NEGATIVE_INFINITY, -1e300, 1e300, Double.POSITIVE_INFINITY};
    Exponentials.replace(Format.FLOAT32, x, 4);
    assertThat((float) x[0]).isZero();
    assertThat((float) x[1]).isZero();
    assertThat((float) x[2]).isInfinite();
    assertThat((float) x[3]).isInfinite();
  }

  @Test
  void keepNaN() {
    double[] x = {0, Double.NaN};
    Exponentials.replace(Format.FLOAT32, x, 2);
    assertThat(x).containsExactly(1, Double.NaN);
  }

  @Test
  void giveSigmoidsOfFloat32ThatAreRoundedCorrectly() {
    float[] z = new float[3_001];
    for (int i = 0; i < z.length; i++) {
      z[i] = (i - 1_500) / 50f;
    }
    float[] y = z.clone();
    Activation.SIGMOID.apply(y, 1, z.length);
    assertThat(y[0]).isEqualTo(z[0]);
    for (int i = 1; i < z.length; i++) {
      assertThat(y[i]).isEqualTo((float) (1 / (1 + Math.exp(-z[i]))));
    }
  }
}
