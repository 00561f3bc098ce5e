package dev.lambdasweep.driver.table;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.InputColumn.Kind;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.table.row.ContentHash;
import dev.lambdasweep.driver.table.row.Field;
import dev.lambdasweep.driver.table.row.NumberType;
import dev.lambdasweep.driver.table.row.OrderKey;
import dev.lambdasweep.driver.table.row.Selection;
import dev.lambdasweep.driver.table.row.VectorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** Decides which columns of a table are what, by the settings and the types of the columns. */
final class Selector {
  private final SettingValues values;
  private final String table;
  private final StructType schema;
  private final ColumnNames names;

  /**
   * A selector of the columns of one table.
   *
   * @param table description of the table
   * @throws UserException if two columns have the same name, or one has no canonical form
   */
  Selector(SettingValues values, String table, StructType schema) {
    this.values = values;
    this.table = table;
    this.schema = schema;
    this.names = new ColumnNames(table, schema);
    Arrays.stream(schema.fields())
        .filter(field -> !ContentHash.isSupported(field.dataType()))
        .findFirst()
        .ifPresent(
            field -> {
              throw UserException.of(
                  "Cannot read %s: its column %s is of type %s, whose values cannot be compared"
                      + " (leave it out or cast it in data.table.query)",
                  table, field.name(), field.dataType().simpleString());
            });
  }

  /**
   * The columns by their roles.
   *
   * @throws UserException if a column is missing, has two roles, or is of a type that its role does
   *     not allow
   */
  Selection select() {
    Field label = names.one(values.get(Settings.LABEL), Settings.LABEL, "to predict");
    Selection.Roles roles =
        new Selection.Roles(
            optional(Settings.WEIGHT, "with weights"),
            optional(Settings.VALIDATION_COLUMN, "that says what each row is for"),
            values.get(Settings.ORDER_BY).stream()
                .map(name -> names.one(name, Settings.ORDER_BY, "to sort by"))
                .toList());
    roles.order().forEach(this::requireOrder);
    Task task = task(label);
    roles.weight().forEach(weight -> requireNumber(weight, Settings.WEIGHT));
    roles.split().forEach(this::requireText);
    Set<Field> reserved = new LinkedHashSet<>(List.of(label));
    roles.weight().forEach(weight -> reserve(weight, Settings.WEIGHT, reserved));
    roles.split().forEach(split -> reserve(split, Settings.VALIDATION_COLUMN, reserved));
    List<Field> features = features(reserved);
    return new Selection(schema, features, kinds(features), label, task, roles);
  }

  private List<Field> optional(Setting<String> setting, String purpose) {
    return values.find(setting).stream().map(name -> names.one(name, setting, purpose)).toList();
  }

  private void reserve(Field field, Setting<?> setting, Set<Field> reserved) {
    if (!reserved.add(field)) {
      throw UserException.of(
          "Cannot train on %s: %s names the column %s, which is %s, too (name another column)",
          table,
          setting,
          field.name(),
          field.name().equals(values.get(Settings.LABEL)) ? Settings.LABEL : Settings.WEIGHT);
    }
  }

  private Task task(Field label) {
    Optional<NumberType> number = NumberType.of(label.type());
    boolean canBeClass = number.isPresent() || isCategory(label.type());
    Optional<Task> wanted = values.get(Settings.TASK);
    if (!canBeClass || (wanted.equals(Optional.of(Task.REGRESSION)) && number.isEmpty())) {
      throw UserException.of(
          "Cannot predict the column %s of %s: it is of type %s, must be %s (name another column"
              + " with data.table.label, or cast it in data.table.query)",
          label.name(),
          table,
          label.type().simpleString(),
          canBeClass ? "a number for data.table.task = regression" : "a number, text or boolean");
    }
    return wanted.orElse(
        number.isPresent() && number.orElseThrow().isFractional()
            ? Task.REGRESSION
            : Task.CLASSIFICATION);
  }

  private void requireNumber(Field field, Setting<?> setting) {
    if (NumberType.of(field.type()).isEmpty()) {
      throw UserException.of(
          "Cannot train on %s: its column %s, which %s names, is of type %s, must be a number"
              + " (name another column)",
          table, field.name(), setting, field.type().simpleString());
    }
  }

  private void requireOrder(Field field) {
    if (!OrderKey.isSupported(field.type())) {
      throw UserException.of(
          "Cannot train on %s: its column %s, which %s names, is of type %s, which has no order (name"
              + " another column)",
          table, field.name(), Settings.ORDER_BY, field.type().simpleString());
    }
  }

  private void requireText(Field field) {
    if (!(field.type() instanceof StringType)) {
      throw UserException.of(
          "Cannot train on %s: its column %s, which %s names, is of type %s, must be text: train,"
              + " validation or test (name another column)",
          table, field.name(), Settings.VALIDATION_COLUMN, field.type().simpleString());
    }
  }

  private List<Field> features(Set<Field> reserved) {
    Set<Field> found = new HashSet<>();
    for (String name : values.get(Settings.FEATURES)) {
      for (Field field : names.matching(name, Settings.FEATURES)) {
        if (!reserved.contains(field)) {
          found.add(field);
        } else if (field.name().equals(name)) {
          throw UserException.of(
              "Cannot train on %s: %s names %s, which is not to be predicted from: it is the label,"
                  + " the weight or the column of the validation (leave it out)",
              table, Settings.FEATURES, name);
        }
      }
    }
    for (String name : values.get(Settings.EXCLUDE)) {
      names.matching(name, Settings.EXCLUDE).forEach(found::remove);
    }
    if (found.isEmpty()) {
      throw UserException.of(
          "Cannot train on %s: no column is left to predict %s from (check %s and %s)",
          table, values.get(Settings.LABEL), Settings.FEATURES, Settings.EXCLUDE);
    }
    return names.all().stream().filter(found::contains).toList();
  }

  private List<Kind> kinds(List<Field> features) {
    Set<Field> categories = categories(features);
    List<Kind> kinds = new ArrayList<>();
    List<String> unusable = new ArrayList<>();
    for (Field field : features) {
      Optional<Kind> kind = kind(field, categories.contains(field));
      kind.ifPresentOrElse(
          kinds::add, () -> unusable.add(field.name() + " of type " + field.type().simpleString()));
    }
    if (!unusable.isEmpty()) {
      throw UserException.of(
          "Cannot predict from the %s %s of %s: features are numbers, text, booleans, arrays of"
              + " numbers and images (leave %s out with %s, or cast in data.table.query)",
          unusable.size() == 1 ? "column" : "columns",
          String.join(" and ", unusable),
          table,
          unusable.size() == 1 ? "it" : "them",
          Settings.EXCLUDE);
    }
    if (kinds.contains(Kind.IMAGE) && kinds.size() > 1) {
      throw UserException.of(
          "Cannot predict from the columns %s of %s together: a binary column is an image, which"
              + " must be the only feature (name it in %s)",
          features.stream().map(Field::name).collect(Collectors.joining(", ")),
          table,
          Settings.FEATURES);
    }
    return kinds;
  }

  private Set<Field> categories(List<Field> features) {
    Set<Field> categories = new HashSet<>();
    for (String name : values.get(Settings.CATEGORIES).orElse(List.of())) {
      for (Field field : names.matching(name, Settings.CATEGORIES)) {
        boolean canBe = NumberType.of(field.type()).isPresent() || isCategory(field.type());
        if (!ColumnNames.isPattern(name) && !(canBe && features.contains(field))) {
          throw UserException.of(
              "Cannot train on %s: %s names %s, must be a feature of numbers or text (leave it out)",
              table, Settings.CATEGORIES, name);
        }
        categories.add(field);
      }
    }
    return categories;
  }

  private static Optional<Kind> kind(Field field, boolean asCategory) {
    if (isCategory(field.type())) {
      return Optional.of(Kind.CATEGORY);
    } else if (NumberType.of(field.type()).isPresent()) {
      return Optional.of(asCategory ? Kind.CATEGORY : Kind.NUMBER);
    } else if (VectorType.of(field.type()).isPresent()) {
      return Optional.of(Kind.VECTOR);
    }
    return field.type() instanceof BinaryType ? Optional.of(Kind.IMAGE) : Optional.empty();
  }

  private static boolean isCategory(DataType type) {
    return type instanceof StringType || type instanceof BooleanType;
  }
}
