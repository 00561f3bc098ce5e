package dev.lambdasweep.driver.table.input;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * The lines of files that are rows, on an executor: without the lines to pass over and the header
 * at the beginning of each file, wherever the file is divided. Bad lines are replaced by {@link
 * BadLine}s.
 *
 * @param format how lines are divided
 * @param charset name of the charset
 * @param skip lines to pass over at the beginning of each file
 * @param header header of every file, as it was written; empty if they have none
 * @param width cells of a row
 */
public record DataLines(CsvFormat format, String charset, long skip, List<String> header, int width)
    implements MapPartitionsFunction<Row, String> {
  /** Columns of the rows that it takes: the bytes of a line, its file, and its block's start. */
  public static final List<String> COLUMNS =
      List.of("value", "_metadata.file_path", "_metadata.file_block_start");

  public DataLines {
    header = new ArrayList<>(header);
  }

  @Override
  public Iterator<String> call(Iterator<Row> lines) {
    return new Kept(this, lines);
  }

  /** The lines that are kept, one after another. */
  private static final class Kept implements Iterator<String> {
    private final DataLines settings;
    private final Iterator<Row> lines;
    private final Charset charset;
    private String file = "";
    private long start = -1;
    private long index;
    private boolean awaitsHeader;
    private List<String> next = List.of();

    Kept(DataLines settings, Iterator<Row> lines) {
      this.settings = settings;
      this.lines = lines;
      this.charset = Charset.forName(settings.charset);
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && lines.hasNext()) {
        next = kept(lines.next());
      }
      return !next.isEmpty();
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      String line = next.get(0);
      next = List.of();
      return line;
    }

    /** The line, unless it is passed over. */
    private List<String> kept(Row row) {
      byte[] bytes = row.getAs(0);
      String itsFile = row.getString(1);
      long itsStart = row.getLong(2);
      if (itsStart != start || !itsFile.equals(file)) {
        file = itsFile;
        start = itsStart;
        index = 0;
        awaitsHeader = itsStart == 0 && !settings.header.isEmpty();
      }
      index++;
      if (start == 0 && index <= settings.skip) {
        return List.of();
      }
      String line;
      try {
        line = FileLines.decoded(bytes, bytes.length, charset);
      } catch (CharacterCodingException e) {
        return List.of(bad(BadLine.Cause.NOT_TEXT));
      }
      if (!awaitsHeader) {
        return List.of(line);
      }
      if (settings.format.isEmpty(line)) {
        return List.of();
      }
      awaitsHeader = false;
      return line.equals(settings.header.get(0))
          ? List.of()
          : List.of(bad(BadLine.Cause.OTHER_HEADER));
    }

    private String bad(BadLine.Cause cause) {
      return new BadLine(cause, file, start, index)
          .text(settings.format.separator(), settings.width);
    }
  }
}
