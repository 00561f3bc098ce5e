package dev.lambdasweep.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
  private static final long GIGABYTE = 1L << 30;

  @Test
  void matricesMayTakeAsMuchAsTheHeapWhereTheMachineHasIt() {
    assertThat(NativeMemory.most(24 * GIGABYTE, 2 * GIGABYTE)).isEqualTo(2 * GIGABYTE);
  }

  @Test
  void matricesMayTakeWhatTheHeapLeaves() {
    assertThat(NativeMemory.most(24 * GIGABYTE, 16 * GIGABYTE))
        .isEqualTo(8 * GIGABYTE - (384L << 20));
  }

  @Test
  void matricesMayTakeAnEighthEvenIfTheHeapMayTakeAll() {
    assertThat(NativeMemory.most(24 * GIGABYTE, 24 * GIGABYTE)).isEqualTo(3 * GIGABYTE);
  }

  @Test
  void matrixThatDoesNotFitIsRefusedBeforeItsMemoryIsTouched() {
    assumeTrue(OneDnn.instance().isPresent());
    int rows = 60_000;
    // 16 columns more than a multiple of 32, so that no column is added
    int columns = (int) (Pointer.maxBytes() / Float.BYTES / rows / 32 + 1) * 32 + 16;

    assertThatThrownBy(() -> new NativeMatrix(OneDnn.instance().get(), rows, columns))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage(
            "Cannot allocate a matrix of %d x %d (%d MB) outside the heap: all such matrices may take %d MB,"
                    .formatted(
                        rows,
                        columns,
                        (((long) rows * columns + 16) * Float.BYTES) >> 20,
                        Pointer.maxBytes() >> 20)
                + " the memory left by the largest heap (train smaller networks, or fewer at a time)");
  }

  @Test
  void limitIsTheOneThatJavaCppUses() {
    assumeTrue(OneDnn.instance().isPresent());

    assertThat(Pointer.maxBytes())
        .isEqualTo(Long.parseLong(System.getProperty("org.bytedeco.javacpp.maxbytes")));
  }
}
