package dev.lambdasweep.driver.table.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldOutTest {
  @Test
  void holdsOutTheHashesBelowAShare() {
    HeldOut quarter = HeldOut.share(0.25);
    assertThat(quarter.contains(0, 0)).isTrue();
    assertThat(quarter.contains(0x3FFF_FFFF_FFFF_FFFFL, -1)).isTrue();
    assertThat(quarter.contains(0x4000_0000_0000_0000L, 0)).isFalse();
    assertThat(quarter.contains(-1, -1)).isFalse();
    HeldOut most = HeldOut.share(0.75);
    assertThat(most.contains(0xBFFF_FFFF_FFFF_FFFFL, -1)).isTrue();
    assertThat(most.contains(0xC000_0000_0000_0000L, 0)).isFalse();
  }

  @Test
  void holdsOutTheHashesUpToOne() {
    HeldOut some = HeldOut.upTo(-2, 5);
    assertThat(some.contains(-2, 5)).isTrue();
    assertThat(some.contains(-2, 6)).isFalse();
    assertThat(some.contains(-3, -1)).isTrue();
    assertThat(some.contains(-1, 0)).isFalse();
    assertThat(some.contains(1, -1)).isTrue();
  }

  @Test
  void holdsOutNothing() {
    assertThat(HeldOut.NONE.contains(0, 0)).isFalse();
    assertThat(HeldOut.share(1e-30)).isEqualTo(HeldOut.NONE);
  }
}
