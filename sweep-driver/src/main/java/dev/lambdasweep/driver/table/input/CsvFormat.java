package dev.lambdasweep.driver.table.input;

import com.univocity.parsers.csv.CsvParser;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How lines are divided into cells, as Spark divides them.
 *
 * @param options Spark's options, names in lower case
 */
public record CsvFormat(Map<String, String> options) implements Serializable {
  private static final String SEPARATOR = "sep";
  private static final String DELIMITER = "delimiter";
  private static final char NO_COMMENTS = '\u0000';

  public CsvFormat {
    options = new HashMap<>(options);
  }

  /**
   * The format of files.
   *
   * @param given options as the user wrote them
   * @param usual options that are used unless the user set them, names in lower case
   */
  public static CsvFormat of(Map<String, String> given, Map<String, String> usual) {
    Map<String, String> options = new HashMap<>(usual);
    given.forEach((name, value) -> options.put(name.toLowerCase(Locale.ROOT), value));
    if (options.containsKey(DELIMITER)) {
      // another name of it, which Spark would ignore
      options.put(SEPARATOR, options.remove(DELIMITER));
    }
    return new CsvFormat(options);
  }

  /** Whether the first line of a file names the columns. */
  public boolean hasHeader() {
    return isTrue("header");
  }

  /** Whether a quoted value may contain line breaks. */
  public boolean isMultiLine() {
    return isTrue("multiline");
  }

  private boolean isTrue(String option) {
    return options.getOrDefault(option, "").equalsIgnoreCase("true");
  }

  /** How the lines are encoded. */
  public Charset charset() {
    return Charset.forName(parsed().charset());
  }

  /** What separates lines; empty for the usual ends of lines. */
  public Optional<byte[]> lineSeparator() {
    scala.Option<byte[]> separator = parsed().lineSeparatorInRead();
    return separator.isDefined() ? Optional.of(separator.get()) : Optional.empty();
  }

  /** What escapes a quote within a quoted value. */
  public char escape() {
    return parsed().escape();
  }

  /** What separates cells. */
  public String separator() {
    return parsed().delimiter();
  }

  /** Whether a line has no cells: it is blank, or a comment. */
  public boolean isEmpty(String line) {
    char comment = parsed().comment();
    String stripped = line.strip();
    return stripped.isEmpty() || (comment != NO_COMMENTS && stripped.charAt(0) == comment);
  }

  /** The cells of a line; an empty one is an empty text. */
  public List<String> cells(String line) {
    String[] cells = new CsvParser(parsed().asParserSettings()).parseLine(line);
    return cells == null
        ? List.of()
        : Arrays.stream(cells).map(cell -> cell == null ? "" : cell).toList();
  }

  private CSVOptions parsed() {
    return new CSVOptions(
        scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(options)),
        false,
        "UTC");
  }
}
