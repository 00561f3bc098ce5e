package dev.lambdasweep.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bfloat16Test {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.00390625, 1", // 1 + 2⁻⁸, half-way between 1 and 1 + 2⁻⁷, whose last bit is odd
    "1.01171875, 1.015625", // half-way between 1 + 2⁻⁷ and 1 + 2⁻⁶
    "1.0039064, 1.0078125",
    "-1.00390625, -1",
    "0.1, 0.10009765625",
    "1e-40, 9.18355E-41", // 2⁻¹³³, the least
    "3.4e38, Infinity",
    "-3.4e38, -Infinity",
    "3.38e38, 3.3762391E38", // 254 · 2¹²⁰
    "Infinity, Infinity"
  })
  void roundsToTheNearest(float number, float expected) {
    assertThat(Bfloat16.round(number)).isEqualTo(expected);
  }

  @Test
  void keepsTheSignOfZero() {
    assertThat(Float.floatToRawIntBits(Bfloat16.round(-0f))).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void keepsEveryNaN() {
    for (int bits : new int[] {0x7FC0_0000, 0x7F80_0001, 0x7FFF_FFFF, 0xFF80_0001, 0xFFFF_FFFF}) {
      assertThat(Bfloat16.round(Float.intBitsToFloat(bits))).isNaN();
    }
  }

  @Test
  void isNeverFartherThanItsNeighbours() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      float number = Float.intBitsToFloat(random.nextInt());
      float rounded = Bfloat16.round(number);
      if (Float.isNaN(number) || Float.isInfinite(rounded)) {
        continue;
      }
      int bits = Float.floatToRawIntBits(rounded);
      assertThat(bits & 0xFFFF).isZero();
      BigDecimal error = distance(number, rounded);
      for (int step : new int[] {-0x1_0000, 0x1_0000}) {
        float neighbour = Float.intBitsToFloat(bits + step);
        if (Float.isFinite(neighbour)) {
          assertThat(error).isLessThanOrEqualTo(distance(number, neighbour));
        }
      }
    }
  }

  private static BigDecimal distance(float one, float other) {
    return new BigDecimal(one).subtract(new BigDecimal(other)).abs();
  }
}
