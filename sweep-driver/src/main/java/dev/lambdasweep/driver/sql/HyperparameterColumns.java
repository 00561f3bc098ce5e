package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.store.column.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The columns of hyperparameters: first those of {@link Settings} in their order, then those that
 * occur in rows only, such as the parameters of other trainers, by their names.
 *
 * <p>The type of the latter follows from their values: BIGINT if all are whole numbers, DOUBLE if
 * all are numbers, BOOLEAN if all are true or false, else STRING.
 */
final class HyperparameterColumns {
  private static final String DOUBLE = "DOUBLE";
  private static final String BIGINT = "BIGINT";
  private static final String BOOLEAN = "BOOLEAN";
  private static final String STRING = "STRING";

  private HyperparameterColumns() {}

  /**
   * The columns of a view.
   *
   * @param rows whose parameters the view shows
   * @param others names of the view's other columns; a parameter with such a name, whatever its
   *     case, has no column of its own, since SQL could not tell them apart
   */
  static List<ViewColumn<TrialRow>> of(List<TrialRow> rows, Collection<String> others) {
    Set<String> taken = new HashSet<>();
    others.forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
    List<ViewColumn<TrialRow>> columns = new ArrayList<>();
    for (Setting<?> setting : Settings.hyperparameters()) {
      if (taken.add(setting.column().toLowerCase(Locale.ROOT))) {
        columns.add(column(setting.column(), type(setting)));
      }
    }
    Set<String> known = new HashSet<>();
    columns.forEach(column -> known.add(column.name()));
    types(rows, known)
        .forEach(
            (name, type) -> {
              if (taken.add(name.toLowerCase(Locale.ROOT))) {
                columns.add(column(name, type));
              }
            });
    return columns;
  }

  private static String type(Setting<?> setting) {
    return switch (setting.kind().column()) {
      case DOUBLE -> DOUBLE;
      case LONG -> BIGINT;
      case STRING -> STRING;
    };
  }

  /** Types of the parameters that are not known, by name. */
  private static Map<String, String> types(List<TrialRow> rows, Set<String> known) {
    Map<String, String> types = new TreeMap<>();
    for (TrialRow row : rows) {
      row.parameters()
          .forEach(
              (name, value) -> {
                if (!known.contains(name)) {
                  types.merge(name, type(value), HyperparameterColumns::common);
                }
              });
    }
    return types;
  }

  private static String type(Object value) {
    if (value instanceof Double) {
      return DOUBLE;
    } else if (value instanceof Long) {
      return BIGINT;
    }
    return value instanceof Boolean ? BOOLEAN : STRING;
  }

  private static String common(String one, String other) {
    Set<String> both = Set.copyOf(List.of(one, other));
    if (both.size() == 1) {
      return one;
    }
    return both.equals(Set.of(DOUBLE, BIGINT)) ? DOUBLE : STRING;
  }

  private static ViewColumn<TrialRow> column(String name, String type) {
    Function<Object, Optional<Object>> converter = converter(type);
    return new ViewColumn<>(
        name, type, row -> Optional.ofNullable(row.parameters().get(name)).flatMap(converter));
  }

  /** From a value to the column's type; empty if it is of another kind. */
  private static Function<Object, Optional<Object>> converter(String type) {
    return switch (type) {
      case DOUBLE ->
          value ->
              value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
      case BIGINT -> value -> Optional.of(value).filter(Long.class::isInstance);
      case BOOLEAN -> value -> Optional.of(value).filter(Boolean.class::isInstance);
      default -> value -> Optional.of(Json.text(value));
    };
  }
}
