package dev.lambdasweep.driver.table;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.InputColumn;
import dev.lambdasweep.core.data.InputColumn.Kind;
import dev.lambdasweep.core.data.LabelColumn;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.setting.MissingValues;
import dev.lambdasweep.driver.setting.Scaling;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.table.row.CategoryText;
import dev.lambdasweep.driver.table.row.ColumnFindings;
import dev.lambdasweep.driver.table.row.Field;
import dev.lambdasweep.driver.table.row.Findings;
import dev.lambdasweep.driver.table.row.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Makes a schema of what the rows to train and validate on hold, or says why they cannot be trained
 * on.
 *
 * @param values settings of the data
 * @param table description of the table
 * @param selection which columns are what
 * @param found what the rows hold
 */
record Fitting(SettingValues values, String table, Selection selection, Findings found) {

  /**
   * The schema.
   *
   * @throws UserException that says why the rows cannot be trained on
   */
  TableSchema schema() {
    FindingsCheck check = new FindingsCheck("train on " + table, values, selection, found);
    check.requireRows();
    check.requireUses();
    check.requireFinite();
    check.requirePresent();
    check.requireLengths();
    check.requireWeights();
    return new TableSchema(columns(), label(), values.get(Settings.SCALE) == Scaling.STANDARDIZE);
  }

  private List<InputColumn> columns() {
    List<InputColumn> columns = new ArrayList<>();
    for (int i = 0; i < selection.features().size(); i++) {
      Field field = selection.features().get(i);
      ColumnFindings findings = found.features().get(i);
      Kind kind = selection.kinds().get(i);
      boolean hasIndicator =
          values.get(Settings.MISSING) == MissingValues.MEAN && findings.missing() > 0;
      columns.add(
          switch (kind) {
            case NUMBER ->
                InputColumn.number(field.name(), field.type().simpleString(), hasIndicator);
            case CATEGORY ->
                InputColumn.category(
                    field.name(),
                    field.type().simpleString(),
                    sorted(findings, field),
                    hasIndicator);
            case VECTOR, IMAGE ->
                new InputColumn(
                    field.name(),
                    field.type().simpleString(),
                    kind,
                    List.of(),
                    false,
                    findings.longest());
          });
    }
    return columns;
  }

  private LabelColumn label() {
    Field field = selection.label();
    List<String> classes =
        selection.task() == Task.CLASSIFICATION ? sorted(found.label(), field) : List.of();
    if (classes.size() == 1) {
      throw UserException.of(
          "Cannot classify the rows of %s: all have the same %s, %s (give rows of at least two"
              + " classes, or another data.table.label)",
          table, field.name(), classes.get(0));
    }
    return new LabelColumn(field.name(), field.type().simpleString(), selection.task(), classes);
  }

  private List<String> sorted(ColumnFindings findings, Field field) {
    if (findings.hasTooManyCategories()) {
      throw UserException.of(
          "Cannot train on %s: its column %s has more than %s different values (%s)",
          table,
          field.name(),
          String.format(Locale.ROOT, "%,d", ColumnFindings.MOST_CATEGORIES),
          field.equals(selection.label())
              ? "for numbers, set data.table.task = regression"
              : "leave it out with data.table.exclude");
    }
    return findings.categories().stream()
        .map(UTF8String::toString)
        .sorted(CategoryText.order(field.type()))
        .toList();
  }

  /**
   * What is kept of the table in a plan.
   *
   * @param schema the schema that was made of it
   */
  TableProfile profile(TableSchema schema) {
    List<TableProfile.Column> columns = new ArrayList<>();
    for (StructField field : selection.schema().fields()) {
      columns.add(profile(field));
    }
    return new TableProfile(
        selection.task(),
        schema.label().classes(),
        found.kept(),
        found.notWanted(),
        found.skipped(),
        schema.inputs(),
        columns);
  }

  private TableProfile.Column profile(StructField field) {
    String name = field.name();
    TableProfile.Role role = TableProfile.Role.IGNORED;
    Optional<ColumnFindings> findings = Optional.empty();
    boolean hasCategories = false;
    for (int i = 0; i < selection.features().size(); i++) {
      if (selection.features().get(i).name().equals(name)) {
        role = TableProfile.Role.FEATURE;
        findings = Optional.of(found.features().get(i));
        hasCategories = selection.kinds().get(i) == Kind.CATEGORY;
      }
    }
    if (selection.label().name().equals(name)) {
      role = TableProfile.Role.LABEL;
      findings = Optional.of(found.label());
      hasCategories = selection.task() == Task.CLASSIFICATION;
    } else if (selection.weight().filter(weight -> weight.name().equals(name)).isPresent()) {
      role = TableProfile.Role.WEIGHT;
      findings = Optional.of(found.weight());
    } else if (selection.split().filter(split -> split.name().equals(name)).isPresent()) {
      role = TableProfile.Role.SPLIT;
    }
    return new TableProfile.Column(
        name,
        field.dataType().simpleString(),
        role,
        hasCategories
            ? OptionalLong.of(findings.orElseThrow().categories().size())
            : OptionalLong.empty(),
        findings.isPresent()
            ? OptionalLong.of(findings.orElseThrow().missing())
            : OptionalLong.empty());
  }
}
