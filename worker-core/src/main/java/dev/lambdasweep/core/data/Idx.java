package dev.lambdasweep.core.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Images and labels in the IDX format of MNIST, Fashion-MNIST, KMNIST and EMNIST, compressed by
 * gzip or not.
 *
 * <p>A part is a pair of files, {@code <part>-images-idx3-ubyte} and {@code
 * <part>-labels-idx1-ubyte}, each of that name or with {@code .gz} after it; MNIST's parts are
 * {@code train} and {@code t10k}. A file begins with two zero bytes, the type of its numbers (8:
 * unsigned bytes, the only one read here), the number of dimensions, and each dimension as four
 * bytes, most significant first.
 *
 * <p>Images without a dimension for channels get one channel. The number of classes is the largest
 * label of the reference part, plus one, whichever part is read.
 *
 * <p>Source: LeCun, Cortes and Burges, The MNIST database of handwritten digits,
 * http://yann.lecun.com/exdb/mnist/.
 */
public final class Idx implements DataSource {
  private static final int UNSIGNED_BYTE = 8;
  private static final String CHECK = "check that it is an IDX file and whole";

  private final PartFiles files;
  private final String reference;

  /**
   * IDX files in the given directory, which is not accessed before {@link #read}.
   *
   * @param reference part whose labels say how many classes there are: the training part
   */
  public Idx(PartFiles files, String reference) {
    this.files = files;
    this.reference = reference;
  }

  @Override
  public String description() {
    return "IDX files in " + files.location();
  }

  /**
   * Reads parts.
   *
   * @param parts names of parts, such as {@code train}
   * @return examples of shape (channels, rows, columns), or of the file's dimensions if it has no
   *     two for rows and columns
   * @throws UserException if a file is missing, truncated, unreadable or not of this format, if
   *     images and labels differ in number, or if a label has no class
   */
  @Override
  public Examples read(List<String> parts) {
    require(!parts.isEmpty(), "Invalid parts: none, must be at least one");
    int classes = classes(labels(reference).numbers);
    List<Examples> read = new ArrayList<>();
    for (String part : parts) {
      read.add(read(part, classes));
    }
    return Examples.concatenate(read);
  }

  private Examples read(String part, int classes) {
    Content images = content(part, images(part));
    Content labels = labels(part);
    if (images.dimensions.size() < 2) {
      throw UserException.of(
          "Cannot read %s: it has 1 dimension, and images have at least 2 (%s)",
          images.file, CHECK);
    }
    int size = images.dimensions.get(0);
    if (size != labels.numbers.length) {
      throw UserException.of(
          "Cannot read %s: it has %d images, and %s has %d labels (fetch both files again)",
          images.file, size, labels.file, labels.numbers.length);
    }
    for (int i = 0; i < size; i++) {
      if ((labels.numbers[i] & 0xFF) >= classes) {
        throw UserException.of(
            "Cannot read %s: label %d (counted from 0) is %d, and the labels of part %s end at %d"
                + " (use parts of one data set)",
            labels.file, i, labels.numbers[i] & 0xFF, reference, classes - 1);
      }
    }
    return new Examples(images.numbers, labels.numbers, classes, shape(images));
  }

  private Content labels(String part) {
    Content labels = content(part, part + "-labels-idx1-ubyte");
    if (labels.dimensions.size() != 1) {
      throw UserException.of(
          "Cannot read %s: it has %d dimensions, and labels have 1 (%s)",
          labels.file, labels.dimensions.size(), CHECK);
    }
    return labels;
  }

  private static int classes(byte[] labels) {
    int largest = 1;
    for (byte label : labels) {
      largest = Math.max(largest, label & 0xFF);
    }
    return largest + 1;
  }

  private static List<Integer> shape(Content images) {
    List<Integer> each = images.dimensions.subList(1, images.dimensions.size());
    return each.size() == 2 ? List.of(1, each.get(0), each.get(1)) : List.copyOf(each);
  }

  private static String images(String part) {
    return part + "-images-idx3-ubyte";
  }

  /** What a file holds. */
  private static final class Content {
    private final String file;
    private final List<Integer> dimensions;
    private final byte[] numbers;

    Content(String file, List<Integer> dimensions, byte[] numbers) {
      this.file = file;
      this.dimensions = List.copyOf(dimensions);
      this.numbers = numbers;
    }
  }

  private Content content(String part, String name) {
    String file = name;
    try {
      file = files.size(name).isPresent() ? name : name + ".gz";
      if (files.size(file).isEmpty()) {
        throw UserException.of(
            "Cannot read part %s: there is neither %s nor %s in %s (name the directory with"
                + " data.directory, and the parts with data.idx.training and data.idx.test)",
            part, name, file, files.location());
      }
      try (InputStream raw = files.open(file);
          DataInputStream in =
              new DataInputStream(
                  new BufferedInputStream(file.endsWith(".gz") ? new GZIPInputStream(raw) : raw))) {
        return content(files.location() + "/" + file, in);
      } catch (EOFException e) {
        throw new UserException(
            "Cannot read %s/%s: it ended early (fetch it again)".formatted(files.location(), file),
            e);
      }
    } catch (IOException e) {
      String cause = e.getClass() == IOException.class ? e.getMessage() : e.toString();
      throw new UserException(
          "Cannot read %s/%s: %s (%s)".formatted(files.location(), file, cause, CHECK), e);
    }
  }

  private static Content content(String file, DataInputStream in) throws IOException {
    int zeros = in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int rank = in.readUnsignedByte();
    if (zeros != 0 || rank == 0) {
      throw UserException.of(
          "Cannot read %s: it does not begin as an IDX file does, with 0 0 8 and the number of"
              + " dimensions (%s)",
          file, CHECK);
    }
    if (type != UNSIGNED_BYTE) {
      throw UserException.of(
          "Cannot read %s: its numbers are of type 0x%02x, and only unsigned bytes, 0x08, are read"
              + " (convert it)",
          file, type);
    }
    List<Integer> dimensions = new ArrayList<>();
    long numbers = 1;
    for (int i = 0; i < rank; i++) {
      int length = in.readInt();
      if (length < 1) {
        throw UserException.of(
            "Cannot read %s: dimension %d is %d, must be at least 1 (%s)", file, i, length, CHECK);
      }
      dimensions.add(length);
      numbers = numbers > Examples.MAX_BYTES ? numbers : numbers * length;
    }
    if (numbers > Examples.MAX_BYTES) {
      throw UserException.of(
          "Cannot hold %s: more than %d bytes do not fit in one array (use fewer images)",
          file, Examples.MAX_BYTES);
    }
    byte[] bytes = in.readNBytes((int) numbers);
    if (bytes.length < numbers) {
      throw UserException.of(
          "Cannot read %s: it ended after %d of %d numbers (fetch it again)",
          file, bytes.length, numbers);
    }
    if (in.read() >= 0) {
      throw UserException.of(
          "Cannot read %s: it goes on after the %d numbers that its dimensions say (%s)",
          file, numbers, CHECK);
    }
    return new Content(file, dimensions, bytes);
  }
}
