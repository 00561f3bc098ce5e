package dev.lambdasweep.driver.table;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.Spelling;
import dev.lambdasweep.driver.table.row.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.StructType;

/** Finds columns by names and patterns with {@code *} and {@code ?}. */
final class ColumnNames {
  private static final int MOST_LISTED = 20;

  private final String table;
  private final List<Field> fields;

  /**
   * The columns of a table.
   *
   * @param table description of the table
   * @throws UserException if two have the same name
   */
  ColumnNames(String table, StructType schema) {
    this.table = table;
    this.fields =
        IntStream.range(0, schema.fields().length)
            .mapToObj(i -> new Field(schema.apply(i).name(), i, schema.apply(i).dataType()))
            .toList();
    Set<String> seen = new HashSet<>();
    for (Field field : fields) {
      if (!seen.add(field.name())) {
        throw UserException.of(
            "Cannot read %s: two of its columns are named %s (rename one of them)",
            table, field.name());
      }
    }
  }

  /** All columns, in their order. */
  List<Field> all() {
    return fields;
  }

  /**
   * The column of a name.
   *
   * @param setting setting that names it
   * @param purpose what it is for: "to predict"
   * @throws UserException if there is none, with the names that there are
   */
  Field one(String name, Setting<?> setting, String purpose) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                UserException.of(
                    "Cannot train on %s: it has no column %s %s%s (set %s to one of %s)",
                    table, name, purpose, suggestion(name), setting, listed()));
  }

  /**
   * The column of a name that another table has.
   *
   * @throws UserException if there is none
   */
  Field like(Field other) {
    return fields.stream()
        .filter(field -> field.name().equals(other.name()))
        .findFirst()
        .orElseThrow(
            () ->
                UserException.of(
                    "Cannot test on %s: it has no column %s%s (give test rows the columns of the"
                        + " others)",
                    table, other.name(), suggestion(other.name())));
  }

  /**
   * The columns that a name or a pattern stands for; a name that contains a {@code *} or a {@code
   * ?} itself stands for its own column only.
   *
   * @param setting setting that names them
   * @throws UserException if there is none, with a suggestion
   */
  List<Field> matching(String nameOrPattern, Setting<?> setting) {
    List<Field> exact =
        fields.stream().filter(field -> field.name().equals(nameOrPattern)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    boolean isPattern = isPattern(nameOrPattern);
    Pattern pattern = pattern(nameOrPattern);
    List<Field> matching =
        fields.stream().filter(field -> pattern.matcher(field.name()).matches()).toList();
    if (matching.isEmpty()) {
      throw UserException.of(
          "Cannot train on %s: %s %s of %s matches no column%s (its columns are %s)",
          table,
          isPattern ? "the pattern" : "the name",
          nameOrPattern,
          setting,
          suggestion(nameOrPattern),
          listed());
    }
    return matching;
  }

  static boolean isPattern(String name) {
    return name.contains("*") || name.contains("?");
  }

  private static Pattern pattern(String glob) {
    return Pattern.compile(
        glob.codePoints()
            .mapToObj(Character::toString)
            .map(c -> c.equals("*") ? ".*" : c.equals("?") ? "." : Pattern.quote(c))
            .collect(Collectors.joining()),
        Pattern.DOTALL);
  }

  private String suggestion(String name) {
    List<String> names = fields.stream().map(Field::name).toList();
    return names.stream()
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .or(() -> isPattern(name) ? nearestPattern(name) : Spelling.nearest(name, names))
        .map(nearest -> ", did you mean " + nearest + "?")
        .orElse("");
  }

  /** "pixel*" for "pixl*", if columns are named pixel1, pixel2 and so on. */
  private Optional<String> nearestPattern(String pattern) {
    List<String> beginnings =
        fields.stream().map(field -> field.name().replaceAll("[\\d_.-]+$", "")).distinct().toList();
    return Spelling.nearest(pattern.replaceAll("[*?]+$", ""), beginnings)
        .map(beginning -> beginning + "*");
  }

  private String listed() {
    String names =
        fields.stream().limit(MOST_LISTED).map(Field::name).collect(Collectors.joining(", "));
    return fields.size() > MOST_LISTED
        ? names + " and " + (fields.size() - MOST_LISTED) + " more"
        : names;
  }
}
