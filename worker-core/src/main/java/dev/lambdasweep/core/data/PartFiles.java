package dev.lambdasweep.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * The files of one directory, on whatever file system it lies. Everything else about them (names,
 * format, messages) is the reader's.
 */
public interface PartFiles {

  /** The directory as the user knows it, for messages. */
  String location();

  /** Whether there is such a directory. */
  boolean exists() throws IOException;

  /** Bytes of a file of the directory; empty if there is no such file. */
  OptionalLong size(String file) throws IOException;

  /** A file of the directory from its beginning; the caller closes it. */
  InputStream open(String file) throws IOException;
}
