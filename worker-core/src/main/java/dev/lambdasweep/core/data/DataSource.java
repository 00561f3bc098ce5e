package dev.lambdasweep.core.data;

import java.util.List;

/**
 * A source of examples: files of a known format, a formula, or a user's own class. A source has
 * named parts; a sweep trains on some of them, may validate on others, and keeps some for the final
 * test.
 */
public interface DataSource {

  /** Short description of the examples and where they come from: {@code CIFAR-10 in DIR}. */
  String description();

  /**
   * Reads parts.
   *
   * <p>The same parts must give the same bytes every time, since a trial is a pure function of its
   * data.
   *
   * @param parts names of the parts, at least one; read in this order and concatenated
   * @throws dev.lambdasweep.core.UserException if a part is unknown or cannot be read
   */
  Examples read(List<String> parts);
}
