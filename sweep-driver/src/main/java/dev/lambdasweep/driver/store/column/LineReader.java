package dev.lambdasweep.driver.store.column;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.function.Function;

/**
 * Reads lines of JSON with a table's columns. Fields that are no column are ignored. Lines of one
 * reader share equal values. Not safe for several threads.
 *
 * @param <T> what a line becomes
 */
public final class LineReader<T> {
  private final Columns<?> columns;
  private final Function<Cells, T> constructor;
  private final Sharing sharing = new Sharing();

  /**
   * A reader.
   *
   * @param constructor makes a row of the values of its columns; throws IllegalArgumentException
   *     that says what is wrong with them
   */
  public LineReader(Columns<?> columns, Function<Cells, T> constructor) {
    this.columns = columns;
    this.constructor = constructor;
  }

  /**
   * Reads a line.
   *
   * @param text UTF-8
   * @param from index of the line's first byte
   * @param length length of the line in bytes, without its end
   * @throws IllegalArgumentException that says what is wrong, if the line contains no whole row
   */
  public T read(byte[] text, int from, int length) {
    Object[] values = new Object[columns.size()];
    try (JsonParser json = Json.parser(text, from, length)) {
      Json.expectObject(json);
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        int place = columns.place(name);
        if (place < 0) {
          json.skipChildren();
        } else {
          values[place] = columns.at(place).type().parse(json, sharing);
        }
      }
      Json.expectEnd(json);
    } catch (IOException e) {
      throw Json.notJson(e);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        Column<?, ?> column = columns.at(i);
        values[i] = column.absent().orElseThrow(column::missing);
      }
    }
    return constructor.apply(new Cells(columns, values, sharing));
  }
}
