package dev.lambdasweep.driver.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks over the points of a grid. A dimension is visited after those that it depends on, and only
 * where it is active, so that inactive dimensions multiply nothing.
 */
final class GridWalk {
  /** Place of an inactive dimension in the order of points: before its values. */
  private static final int INACTIVE = -1;

  private final SearchSpace space;
  private final int most;
  private final List<List<Object>> values;

  /** Dimensions, by their index, with those that they depend on before them. */
  private final List<Integer> order = new ArrayList<>();

  private final List<Visited> visited = new ArrayList<>();

  /** Number of points, including those that the space does not allow. */
  private int walked;

  /** A point, and the place of each of its values in the grid. */
  private static final class Visited implements Comparable<Visited> {
    private final int[] places;
    private final Point point;

    Visited(int[] places, Point point) {
      this.places = places.clone();
      this.point = point;
    }

    @Override
    public int compareTo(Visited other) {
      return Arrays.compare(places, other.places);
    }
  }

  /**
   * A walk over a grid.
   *
   * @param most number of points after which the walk ends
   */
  GridWalk(SearchSpace space, int most) {
    this.space = space;
    this.most = most;
    this.values = space.dimensions().stream().map(Dimension::grid).toList();
    while (order.size() < values.size()) {
      for (int d = 0; d < values.size(); d++) {
        if (!order.contains(d) && isAfterItsParents(d)) {
          order.add(d);
        }
      }
    }
  }

  private boolean isAfterItsParents(int d) {
    return space.conditionsOf(space.dimensions().get(d).hyperparameter()).stream()
        .allMatch(
            condition ->
                order.stream()
                    .anyMatch(
                        before ->
                            space
                                .dimensions()
                                .get(before)
                                .hyperparameter()
                                .equals(condition.parent())));
  }

  /** The points that the space allows, the first dimension changing slowest. */
  List<Point> points() {
    visit(0, new int[values.size()], new HashMap<>());
    return visited.stream().sorted().map(one -> one.point).toList();
  }

  /** Whether there are more points than wanted, of which some were left out. */
  boolean isCut() {
    return walked > most;
  }

  private void visit(int depth, int[] places, Map<String, Object> point) {
    if (walked > most) {
      return;
    }
    if (depth == values.size()) {
      walked++;
      Point whole = inOrder(point);
      if (space.allows(whole)) {
        visited.add(new Visited(places, whole));
      }
      return;
    }
    int d = order.get(depth);
    if (!space.isActive(space.dimensions().get(d).hyperparameter(), point)) {
      places[d] = INACTIVE;
      visit(depth + 1, places, point);
      return;
    }
    String path = space.dimensions().get(d).hyperparameter().path();
    for (int i = 0; i < values.get(d).size(); i++) {
      places[d] = i;
      point.put(path, values.get(d).get(i));
      visit(depth + 1, places, point);
    }
    point.remove(path);
  }

  private Point inOrder(Map<String, Object> point) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (Dimension dimension : space.dimensions()) {
      String path = dimension.hyperparameter().path();
      if (point.containsKey(path)) {
        ordered.put(path, point.get(path));
      }
    }
    return new Point(ordered);
  }
}
