package dev.lambdasweep.core.data;

import java.io.Serializable;
import java.security.MessageDigest;
import java.util.List;

/**
 * The inputs of examples in one format. An example's inputs are contiguous; an index may be that of
 * a mirror image, as {@link Flip} says.
 */
sealed interface Features extends Serializable permits ByteFeatures, FloatFeatures {

  /** Inputs of one example. */
  int inputs();

  /** Number of examples. */
  int size();

  /** One input of one example. */
  float at(int example, int input);

  /** The same examples with their first inputs only, in arrays of their own. */
  Features firstInputs(int count);

  /** Mean and deviation of every input over some examples. */
  Standardizer fit(int[] indices);

  /**
   * Writes an example's standardized inputs in float32.
   *
   * @param index index of an example or of its mirror image
   * @param width columns of an image
   * @param target [inputs], overwritten
   */
  void standardize(int index, int width, Standardizer standardizer, float[] target);

  /** Adds the inputs to a digest. */
  void digest(MessageDigest digest);

  /**
   * All examples of several, in order, in arrays of their own.
   *
   * @param parts at least one, of one format and number of inputs
   * @throws dev.lambdasweep.core.UserException if together they are too large
   */
  static Features concatenate(List<Features> parts) {
    return parts.get(0) instanceof ByteFeatures
        ? ByteFeatures.concatenate(parts.stream().map(ByteFeatures.class::cast).toList())
        : FloatFeatures.concatenate(parts.stream().map(FloatFeatures.class::cast).toList());
  }

  /**
   * The input that an image's input k shows in its mirror image: every row from its end to its
   * beginning.
   */
  static int mirrored(int k, int width) {
    return k + width - 1 - 2 * (k % width);
  }
}
