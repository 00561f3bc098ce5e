package dev.lambdasweep.core.random;

import java.util.random.RandomGenerator;

/**
 * Philox 4x32-10: a counter-based generator. Block i of a stream is a keyed bijection of the
 * counter (i, stream), so there are any number of independent streams per seed.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, Parallel random numbers: as easy as 1, 2, 3, 2011,
 * https://doi.org/10.1145/2063384.2063405. The key is the seed (low word first), the upper half of
 * the counter the stream, the lower half the block.
 */
public final class Philox implements RandomGenerator {
  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  private final long seed;
  private final long stream;
  private long block;
  private long spare;
  private boolean hasSpare;

  /**
   * A generator at the beginning of a stream.
   *
   * @param seed seed, the key of the bijection
   * @param stream number of the stream; streams of one seed are independent
   */
  public Philox(long seed, long stream) {
    this.seed = seed;
    this.stream = stream;
  }

  /**
   * The first 64 bits of a block of this stream, independent of the current position and without
   * changing it.
   *
   * @param number number of the block; a draw of {@link #nextLong} uses half a block
   */
  public long at(long number) {
    int[] words = image(number);
    return join(words[0], words[1]);
  }

  @Override
  public long nextLong() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    int[] words = image(block);
    block++;
    spare = join(words[2], words[3]);
    hasSpare = true;
    return join(words[0], words[1]);
  }

  private int[] image(long number) {
    int[] words = {(int) number, (int) (number >>> 32), (int) stream, (int) (stream >>> 32)};
    encrypt(words, (int) seed, (int) (seed >>> 32));
    return words;
  }

  /**
   * Replaces a counter with its image.
   *
   * @param counter [4] words, overwritten
   * @param key0 first word of the key
   * @param key1 second word of the key
   */
  static void encrypt(int[] counter, int key0, int key1) {
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (counter[0] & 0xFFFFFFFFL);
      long product1 = MULTIPLIER_1 * (counter[2] & 0xFFFFFFFFL);
      counter[0] = (int) (product1 >>> 32) ^ counter[1] ^ key0;
      counter[1] = (int) product1;
      counter[2] = (int) (product0 >>> 32) ^ counter[3] ^ key1;
      counter[3] = (int) product0;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
  }

  private static long join(int low, int high) {
    return (low & 0xFFFFFFFFL) | ((long) high << 32);
  }
}
