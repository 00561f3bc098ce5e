package dev.lambdasweep.driver.table;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.InputColumn;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.table.input.Location;
import dev.lambdasweep.driver.table.input.TableInput;
import dev.lambdasweep.driver.table.input.TableOpener;
import dev.lambdasweep.driver.table.row.Selection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All rows of a table whose label is known, as examples of a model that was trained on another one.
 *
 * @param description what the table is, for people
 * @param examples its rows
 */
public record LabelledTable(String description, Examples examples) {

  /**
   * Reads the table that settings name.
   *
   * @param values settings of the data; label, features, task and categories are the model's
   * @param schema how the model's rows become examples
   * @throws dev.lambdasweep.core.UserException if the table cannot be read, or its rows are not
   *     like those of the model
   */
  public static LabelledTable read(SettingValues values, TableSchema schema, TableContext context) {
    SettingValues its =
        values
            .with(Settings.LABEL, schema.label().name())
            .with(Settings.TASK, Optional.of(schema.label().task()))
            .with(Settings.FEATURES, names(schema, column -> true))
            .with(
                Settings.CATEGORIES,
                Optional.of(names(schema, column -> column.kind() == InputColumn.Kind.CATEGORY)));
    TableInput input =
        new TableOpener(its, context.session().get(), context.hadoop()).open(Location.of(its));
    Selection selection = new Selector(its, input.description(), input.schema()).select();
    TestRows rows = TestRows.of(its, schema, selection, input);
    return new LabelledTable(
        input.description(),
        rows.read(its.get(Settings.MISSING), count -> {}, List.of(schema.inputs())));
  }

  private static List<String> names(TableSchema schema, Predicate<InputColumn> isWanted) {
    return schema.columns().stream().filter(isWanted).map(InputColumn::name).toList();
  }
}
