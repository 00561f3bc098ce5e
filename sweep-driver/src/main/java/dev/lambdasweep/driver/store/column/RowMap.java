package dev.lambdasweep.driver.store.column;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Immutable map of names to values that keeps their order. Maps of many rows share one list of
 * names, so each takes little more memory than its values.
 */
public final class RowMap<V> extends AbstractMap<String, V> {
  private final Names names;
  private final List<V> values;

  /**
   * Names and their places.
   *
   * @param list in their order
   * @param places name to index in the list
   */
  record Names(List<String> list, Map<String, Integer> places) {
    static Names of(List<String> names) {
      Map<String, Integer> places = new HashMap<>();
      for (String name : names) {
        places.putIfAbsent(name, places.size());
      }
      return new Names(List.copyOf(names), places);
    }

    boolean isUnique() {
      return list.size() == places.size();
    }
  }

  /**
   * A map.
   *
   * @param names each once
   * @param values in the order of the names
   */
  RowMap(Names names, List<V> values) {
    this.names = names;
    this.values = List.copyOf(values);
  }

  /** A map of names, of which some may be there twice; then the last value counts. */
  static <V> Map<String, V> of(List<String> names, List<V> values) {
    Map<String, V> map = new LinkedHashMap<>();
    IntStream.range(0, names.size()).forEach(i -> map.put(names.get(i), values.get(i)));
    return copyOf(map);
  }

  /** An immutable copy in the map's order; the map itself if it is immutable already. */
  public static <V> Map<String, V> copyOf(Map<String, V> map) {
    return map instanceof RowMap
        ? map
        : new RowMap<>(Names.of(new ArrayList<>(map.keySet())), new ArrayList<>(map.values()));
  }

  @Override
  public boolean containsKey(Object name) {
    return names.places().containsKey(name);
  }

  @Override
  public V get(Object name) {
    Integer place = names.places().get(name);
    return place == null ? null : values.get(place);
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Entry<String, V>> {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Iterator<Entry<String, V>> iterator() {
      return IntStream.range(0, values.size())
          .mapToObj(i -> Map.entry(names.list().get(i), values.get(i)))
          .iterator();
    }
  }
}
