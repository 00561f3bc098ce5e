package dev.lambdasweep.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdasweep.core.random.Seeds.Stream;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void keepsTheNumbersOfItsStreams() {
    // changing a number would change the weights and mini-batches of every existing sweep
    assertThat(Seeds.child(7, 3)).isEqualTo(new Philox(7, 4 << 8).nextLong());
    for (Stream stream : Stream.values()) {
      int number =
          switch (stream) {
            case CHILD -> 0;
            case SPLIT -> 1;
            case WEIGHTS -> 2;
            case ORDER -> 3;
            case POINTS -> 4;
            case IMAGES -> 5;
            case CHECK -> 6;
            case SAMPLE -> 7;
            case FLIPS -> 8;
            case SHIFT -> 9;
            case PROPOSALS -> 10;
            case GAIN -> 11;
            case HALVES -> 12;
          };
      assertThat(Seeds.generator(9, stream).nextLong()).isEqualTo(new Philox(9, number).nextLong());
      assertThat(Seeds.generator(9, stream, 2).nextLong())
          .isEqualTo(new Philox(9, (3 << 8) + number).nextLong());
    }
  }

  @Test
  void givesEveryUseOfASeedAStreamOfItsOwn() {
    Set<Long> firsts = new HashSet<>();
    int uses = 0;
    for (long seed : new long[] {0, 1, -1}) {
      for (Stream stream : Stream.values()) {
        firsts.add(Seeds.generator(seed, stream).nextLong());
        uses++;
        for (int index : new int[] {0, 1, 2, 255, 256, Integer.MAX_VALUE - 1}) {
          firsts.add(Seeds.generator(seed, stream, index).nextLong());
          uses++;
        }
      }
    }
    assertThat(firsts).hasSize(uses);
  }
}
