package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/**
 * CIFAR-10 in its binary version: colour images of 32 × 32 pixels in 10 classes.
 *
 * <p>Parts are {@code data_batch_1} to {@code data_batch_5} and {@code test_batch}, each in a file
 * of that name with the extension {@code .bin}. A file is a sequence of records of 3,073 bytes: a
 * label, then the red, the green and the blue plane, each in row-major order. The published files
 * hold 10,000 records; any positive number of whole records is accepted, so that a subset can be
 * used.
 *
 * <p>Source: Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009,
 * https://www.cs.toronto.edu/~kriz/cifar.html.
 */
public final class Cifar10 implements DataSource {
  /** All parts, the training parts first. */
  public static final List<String> PARTS =
      List.of(
          "data_batch_1",
          "data_batch_2",
          "data_batch_3",
          "data_batch_4",
          "data_batch_5",
          "test_batch");

  private static final List<Integer> SHAPE = List.of(3, 32, 32);
  private static final int INPUTS = 3 * 32 * 32;
  private static final int CLASSES = 10;
  private static final int RECORD = 1 + INPUTS;
  private static final int RECORDS_AT_ONCE = 64;
  private static final String FETCH = "fetch it again with scripts/fetch-cifar10";

  private final PartFiles files;

  /** CIFAR-10 in the given directory, which is not accessed before {@link #read}. */
  public Cifar10(PartFiles files) {
    this.files = files;
  }

  @Override
  public String description() {
    return "CIFAR-10 in " + files.location();
  }

  /**
   * Reads parts.
   *
   * @param parts names from {@link #PARTS}
   * @return examples of shape (3, 32, 32): channel, row, column
   * @throws UserException if a part is unknown, or its file is missing, truncated, unreadable or
   *     contains a label above 9
   */
  @Override
  public Examples read(List<String> parts) {
    require(!parts.isEmpty(), "Invalid parts: none, must be at least one");
    int[] records = new int[parts.size()];
    long size = 0;
    for (int i = 0; i < records.length; i++) {
      records[i] = records(parts.get(i));
      size += records[i];
    }
    byte[] features = Examples.features(size, INPUTS);
    byte[] labels = new byte[(int) size];
    int at = 0;
    for (int i = 0; i < records.length; i++) {
      readRecords(parts.get(i), features, labels, at, at + records[i]);
      at += records[i];
    }
    return new Examples(features, labels, CLASSES, SHAPE);
  }

  private int records(String part) {
    if (!PARTS.contains(part)) {
      throw UserException.of(
          "Invalid part of CIFAR-10: %s, must be one of %s", part, String.join(", ", PARTS));
    }
    OptionalLong size;
    try {
      size = files.size(file(part));
      if (size.isEmpty()) {
        throw missing(part);
      }
    } catch (IOException e) {
      throw unreadable(part, e);
    }
    long bytes = size.getAsLong();
    if (bytes == 0 || bytes % RECORD != 0) {
      throw UserException.of(
          "Cannot read %s: %d bytes is not a whole number of %d-byte records"
              + " (the file is truncated or not CIFAR-10's binary version; %s)",
          location(part), bytes, RECORD, FETCH);
    }
    return Examples.checkedLength(bytes / RECORD, INPUTS) / INPUTS;
  }

  private UserException missing(String part) throws IOException {
    if (files.exists()) {
      return UserException.of("Cannot read %s: there is no such file (%s)", location(part), FETCH);
    }
    return UserException.of(
        "Cannot read CIFAR-10: there is no directory %s"
            + " (fetch the images with scripts/fetch-cifar10, or name the directory that holds %s)",
        files.location(), file(part));
  }

  private void readRecords(String part, byte[] features, byte[] labels, int from, int to) {
    byte[] block = new byte[RECORDS_AT_ONCE * RECORD];
    try (InputStream in = files.open(file(part))) {
      int inBlock;
      for (int first = from; first < to; first += inBlock) {
        inBlock = Math.min(RECORDS_AT_ONCE, to - first);
        int bytes = in.readNBytes(block, 0, inBlock * RECORD);
        if (bytes < inBlock * RECORD) {
          throw UserException.of(
              "Cannot read %s: it ended after %d of %d bytes (%s)",
              location(part),
              (long) (first - from) * RECORD + bytes,
              (long) (to - from) * RECORD,
              FETCH);
        }
        for (int i = 0; i < inBlock; i++) {
          labels[first + i] = checkedLabel(block[i * RECORD], part, first + i - from);
          System.arraycopy(block, i * RECORD + 1, features, (first + i) * INPUTS, INPUTS);
        }
      }
    } catch (IOException e) {
      throw unreadable(part, e);
    }
  }

  private byte checkedLabel(byte label, String part, int record) {
    if ((label & 0xFF) >= CLASSES) {
      throw UserException.of(
          "Cannot read %s: label of record %d (counted from 0) is %d, must be in [0, %d]"
              + " (the file is damaged or not CIFAR-10's binary version; %s)",
          location(part), record, label & 0xFF, CLASSES - 1, FETCH);
    }
    return label;
  }

  private UserException unreadable(String part, IOException e) {
    // the message may be a bare path, so an exception of a special type is shown with its name
    String cause = e.getClass() == IOException.class ? e.getMessage() : e.toString();
    return new UserException(
        "Cannot read %s: %s (check that the file can be read)".formatted(location(part), cause), e);
  }

  private String location(String part) {
    return files.location() + "/" + file(part);
  }

  private static String file(String part) {
    return part + ".bin";
  }
}
