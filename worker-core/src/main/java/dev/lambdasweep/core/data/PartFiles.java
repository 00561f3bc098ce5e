package dev.lambdasweep.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * The files of one directory on any file system. Names, format and messages are up to the reader.
 */
public interface PartFiles {

  /** The directory as given by the user, for messages. */
  String location();

  /** Whether the directory exists. */
  boolean exists() throws IOException;

  /** Size in bytes of a file of the directory; empty if there is no such file. */
  OptionalLong size(String file) throws IOException;

  /** Opens a file of the directory; the caller closes the stream. */
  InputStream open(String file) throws IOException;
}
