package dev.lambdasweep.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Known answers are those of Random123's kat_vectors, philox4x32 10. */
class PhiloxTest {
  @Test
  void agreesWithThePublishedAnswers() {
    assertThat(encrypted(new int[] {0, 0, 0, 0}, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(encrypted(new int[] {-1, -1, -1, -1}, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(
            encrypted(
                new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void drawsTheSameNumbersForTheSameSeedAndStream() {
    assertThat(new Philox(7, 3).longs(5).toArray())
        .containsExactly(new Philox(7, 3).longs(5).toArray());
    assertThat(new Philox(7, 3).nextLong()).isNotEqualTo(new Philox(7, 4).nextLong());
    assertThat(new Philox(7, 3).nextLong()).isNotEqualTo(new Philox(8, 3).nextLong());
  }

  @Test
  void findsABlockWithoutDrawing() {
    long[] drawn = new Philox(7, 3).longs(9).toArray();
    Philox random = new Philox(7, 3);
    // a block is two draws
    assertThat(random.at(4)).isEqualTo(drawn[8]);
    assertThat(random.at(1)).isEqualTo(drawn[2]);
    assertThat(random.nextLong()).isEqualTo(drawn[0]);
    random.at(4);
    assertThat(random.nextLong()).isEqualTo(drawn[1]);
  }

  @Test
  void drawsNormalNumbersWithTheirMeanAndVariance() {
    Philox random = new Philox(1, 0);
    int n = 100_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double value = random.nextGaussian();
      sum += value;
      squares += value * value;
    }
    // five standard errors: 5 / sqrt(n) and 5 · sqrt(2 / n)
    assertThat(sum / n).isBetween(-0.016, 0.016);
    assertThat(squares / n).isBetween(1 - 0.023, 1 + 0.023);
  }

  private static int[] encrypted(int[] counter, int key0, int key1) {
    Philox.encrypt(counter, key0, key1);
    return counter;
  }
}
