package dev.lambdasweep.driver.store.column;

import static dev.lambdasweep.core.Require.require;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a table, in their order. Reading and writing its JSON, its schema in SQL and its
 * cells all follow from this list.
 *
 * @param <R> type of the rows
 */
public final class Columns<R> implements Iterable<Column<R, ?>> {
  private final List<Column<R, ?>> all;
  private final Map<String, Integer> places = new HashMap<>();

  /** The columns of a table; no two have the same name. */
  public Columns(List<Column<R, ?>> columns) {
    all = List.copyOf(columns);
    for (Column<R, ?> column : all) {
      require(
          places.put(column.name(), places.size()) == null,
          "Invalid columns: %s, must be there once",
          column.name());
    }
  }

  /** Writes a row into a JSON object, with null for what it does not have. */
  public void write(ObjectNode node, R row) {
    for (Column<R, ?> column : all) {
      write(node, column, row);
    }
  }

  private static <R, T> void write(ObjectNode node, Column<R, T> column, R row) {
    T value = column.getter().apply(row);
    if (!column.isWritten(row)) {
      return;
    } else if (column.type().isNull(value)) {
      node.putNull(column.name());
    } else {
      node.set(column.name(), Json.node(value));
    }
  }

  /** The column of that name. */
  Optional<Column<R, ?>> find(String name) {
    Integer place = places.get(name);
    return place == null ? Optional.empty() : Optional.of(all.get(place));
  }

  /** Place of a column, from 0; −1 if there is none of that name. */
  int place(String name) {
    return places.getOrDefault(name, -1);
  }

  Column<R, ?> at(int place) {
    return all.get(place);
  }

  int size() {
    return all.size();
  }

  @Override
  public Iterator<Column<R, ?>> iterator() {
    return all.iterator();
  }
}
