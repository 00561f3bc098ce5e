package dev.lambdasweep.driver.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.driver.store.column.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/** How the rows of a statement are printed. */
public enum SqlFormat {
  /**
   * Aligned columns for people: numbers with six digits and right-aligned, NULL empty, control
   * characters shown as {@code ?}. At most {@value #MOST_TABLE_ROWS} rows.
   */
  TABLE {
    @Override
    public void print(SqlResult result, PrintStream out) {
      StructField[] fields = result.schema().fields();
      List<String[]> lines = new ArrayList<>();
      lines.add(Arrays.stream(fields).map(StructField::name).toArray(String[]::new));
      while (result.rows().hasNext() && lines.size() <= MOST_TABLE_ROWS) {
        Row row = result.rows().next();
        lines.add(cells(row, SqlValues::readable).toArray(String[]::new));
      }
      int[] widths = new int[fields.length];
      for (String[] line : lines) {
        for (int i = 0; i < widths.length; i++) {
          widths[i] = Math.max(widths[i], line[i].codePointCount(0, line[i].length()));
        }
      }
      lines.add(1, Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new));
      lines.forEach(line -> out.print(aligned(line, widths, fields) + "\n"));
      if (result.rows().hasNext()) {
        out.print("… only the first " + MOST_TABLE_ROWS + " rows; use csv or json for all\n");
      }
    }
  },

  /**
   * RFC 4180, except that lines end with a line feed: a header, then one line per row. NULL is an
   * empty field and the empty text a quoted one; numbers have full precision; lists, maps and
   * structs are JSON.
   */
  CSV {
    @Override
    public void print(SqlResult result, PrintStream out) {
      out.print(
          Arrays.stream(result.schema().fieldNames())
                  .map(SqlFormat::quoted)
                  .collect(Collectors.joining(","))
              + "\n");
      result
          .rows()
          .forEachRemaining(
              row -> out.print(String.join(",", cells(row, SqlFormat::csvField)) + "\n"));
    }
  },

  /** One object per line, with all columns; NULL and numbers that are not finite are null. */
  JSON {
    @Override
    public void print(SqlResult result, PrintStream out) {
      String[] names = result.schema().fieldNames();
      result
          .rows()
          .forEachRemaining(
              row -> {
                ObjectNode node = Json.object();
                for (int i = 0; i < names.length; i++) {
                  node.set(names[i], SqlValues.node(row.get(i)));
                }
                out.print(Json.write(node) + "\n");
              });
    }
  };

  /** Maximum number of rows of {@link #TABLE}, which needs all of them in memory to align them. */
  public static final int MOST_TABLE_ROWS = 10_000;

  /** Prints a result's rows. */
  public abstract void print(SqlResult result, PrintStream out);

  /** Name of the format on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<String> cells(Row row, Function<Object, String> text) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      cells.add(row.isNullAt(i) ? "" : text.apply(row.get(i)));
    }
    return cells;
  }

  private static String csvField(Object value) {
    return quoted(SqlValues.exact(value));
  }

  private static String quoted(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private static String aligned(String[] line, int[] widths, StructField[] fields) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length; i++) {
      String padding = " ".repeat(widths[i] - line[i].codePointCount(0, line[i].length()));
      text.append(i == 0 ? "" : "  ");
      if (fields[i].dataType() instanceof NumericType) {
        text.append(padding).append(line[i]);
      } else {
        text.append(line[i]).append(padding);
      }
    }
    return text.toString().stripTrailing();
  }
}
