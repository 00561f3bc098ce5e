package dev.lambdasweep.driver.table.input;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.table.row.Counts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.types.StructType;

/** Makes messages of malformed lines: which line of which file it is, and what is wrong with it. */
public final class MalformedLines {
  /** Bytes that are searched for a line, so that a message does not take minutes. */
  private static final long MOST_SEARCHED = 1L << 30;

  private static final int LONGEST_SHOWN = 60;
  private static final int BUFFER = 1 << 16;

  private final DataFiles files;
  private final Configuration hadoop;
  private final Optional<CsvFormat> csv;
  private final StructType schema;
  private final boolean isWithoutHeader;

  private MalformedLines(
      DataFiles files,
      Configuration hadoop,
      Optional<CsvFormat> csv,
      StructType schema,
      boolean isWithoutHeader) {
    this.files = files;
    this.hadoop = hadoop;
    this.csv = csv;
    this.schema = schema;
    this.isWithoutHeader = isWithoutHeader;
  }

  /** Those of csv files. */
  public static MalformedLines ofCsv(
      DataFiles files,
      Configuration hadoop,
      CsvFormat format,
      StructType schema,
      boolean isWithoutHeader) {
    return new MalformedLines(files, hadoop, Optional.of(format), schema, isWithoutHeader);
  }

  /** Those of files of JSON lines. */
  public static MalformedLines ofJson(DataFiles files, Configuration hadoop) {
    return new MalformedLines(files, hadoop, Optional.empty(), new StructType(), true);
  }

  /**
   * The error for malformed lines.
   *
   * @param line the first of them
   * @param count how many there are
   */
  public UserException error(String line, long count) {
    Optional<BadLine> bad = BadLine.of(line);
    if (bad.isPresent()) {
      return error(bad.get());
    }
    String others = count == 1 ? "" : "; %s like it".formatted(Counts.of(count - 1, "more line"));
    return csv.isPresent() ? csvError(line, others, csv.get()) : jsonError(line, others);
  }

  private UserException csvError(String line, String others, CsvFormat format) {
    int width = schema.fields().length;
    int cells = format.cells(line).size();
    String remedy =
        "fix the line, or leave such lines out with data.table.options.mode = DROPMALFORMED";
    boolean isQuoted = line.chars().filter(c -> c == '"').count() % 2 == 1;
    if (isQuoted && !format.isMultiLine()) {
      remedy += "; if quoted values contain line breaks, set data.table.options.multiLine = true";
    }
    if (line.contains("\"\"") && format.escape() != '"') {
      remedy +=
          "; if quotes within quoted values are doubled, set data.table.options.escape = \"\\\"\"";
    }
    String problem =
        cells == width
            ? "does not have values of the columns' types, " + CsvFiles.text(schema)
            : "has %s, and %s %d"
                .formatted(
                    Counts.of(cells, "cell"),
                    isWithoutHeader ? "the first line" : "the header",
                    width);
    return UserException.of(
        "Cannot read %s: %s %s%s (%s)",
        files.description(), place(line, format.charset()), problem, others, remedy);
  }

  private UserException jsonError(String line, String others) {
    return UserException.of(
        "Cannot read %s: %s is not a JSON object%s (write one object per line, or set"
            + " data.table.options.multiLine = true)",
        files.description(), place(line, StandardCharsets.UTF_8), others);
  }

  /** "line 7", or "line 7 of a.csv" of several files; the line itself if it is not found. */
  private String place(String line, Charset charset) {
    long left = MOST_SEARCHED;
    for (FileStatus file : files.withContent()) {
      left -= file.getLen();
      OptionalLong number =
          left < 0 ? OptionalLong.empty() : numberIn(file.getPath(), line, charset);
      if (number.isPresent()) {
        return "line " + number.getAsLong() + of(file.getPath().toString());
      }
    }
    return "the line \"" + shortened(line) + "\"";
  }

  private String of(String file) {
    return files.files().size() == 1 ? "" : " of " + file;
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
  }

  private OptionalLong numberIn(Path file, String line, Charset charset) {
    Optional<byte[]> separator = csv.flatMap(CsvFormat::lineSeparator);
    try (FileLines lines = new FileLines(file, hadoop, charset, separator)) {
      Optional<String> next = lines.next();
      while (next.isPresent()) {
        if (next.get().equals(line)) {
          return OptionalLong.of(lines.number());
        }
        next = lines.next();
      }
    } catch (IOException e) {
      // only the number is missing from the message
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  private UserException error(BadLine bad) {
    OptionalLong number = number(bad);
    return switch (bad.cause()) {
      case NOT_TEXT ->
          notText(
              bad.file(),
              number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty(),
              csv.map(CsvFormat::charset).orElse(StandardCharsets.UTF_8),
              null);
      case OTHER_HEADER ->
          UserException.of(
              "Cannot read %s: the header of %s%s differs from that of the first file (give all files"
                  + " the same header)",
              files.description(),
              bad.file(),
              number.isPresent() ? ", line " + number.getAsLong() + "," : "");
    };
  }

  /** The error for a line that is not text. */
  public static UserException notText(
      String file, Optional<Long> number, Charset charset, Exception cause) {
    return new UserException(
        "Cannot read %s: %s is not text in %s (convert the file, or set data.table.options.encoding,"
                .formatted(
                    file, number.map(line -> "line " + line).orElse("a line"), charset.name())
            + " to ISO-8859-1 for example)",
        cause);
  }

  /** Number of a bad line in its file; empty if the file is compressed and was divided. */
  private OptionalLong number(BadLine bad) {
    if (bad.start() == 0) {
      return OptionalLong.of(bad.index());
    }
    Path file = new Path(bad.file());
    if (new CompressionCodecFactory(hadoop).getCodec(file) != null) {
      return OptionalLong.empty();
    }
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      byte[] buffer = new byte[BUFFER];
      long before = 1; // a block begins after the first line end in it
      long left = bad.start();
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          return OptionalLong.empty();
        }
        for (int i = 0; i < read; i++) {
          before += buffer[i] == '\n' ? 1 : 0;
        }
        left -= read;
      }
      return OptionalLong.of(before + bad.index());
    } catch (IOException e) {
      // only the number is missing from the message
      return OptionalLong.empty();
    }
  }
}
