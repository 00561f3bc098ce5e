package dev.lambdasweep.core.data;

import java.util.List;

/**
 * Where examples come from: files of a known format, a formula, or a user's own class. A source has
 * named parts, of which a sweep trains on some, may validate on others, and keeps some for the
 * final test.
 */
public interface DataSource {

  /** What the examples are and where they come from, in a few words: {@code CIFAR-10 in DIR}. */
  String description();

  /**
   * Reads parts.
   *
   * <p>The same parts give the same bytes each time, since a trial is a pure function of its data.
   *
   * @param parts names, at least one; read in that order and concatenated
   * @throws dev.lambdasweep.core.UserException if a part is unknown or cannot be read
   */
  Examples read(List<String> parts);
}
