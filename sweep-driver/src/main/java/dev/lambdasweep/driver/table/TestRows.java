package dev.lambdasweep.driver.table;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.InputColumn.Kind;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.setting.MissingValues;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.setting.UnseenCategories;
import dev.lambdasweep.driver.table.input.TableInput;
import dev.lambdasweep.driver.table.row.ColumnFindings;
import dev.lambdasweep.driver.table.row.Encoding;
import dev.lambdasweep.driver.table.row.Findings;
import dev.lambdasweep.driver.table.row.NumberType;
import dev.lambdasweep.driver.table.row.RowEncoder;
import dev.lambdasweep.driver.table.row.RowScan;
import dev.lambdasweep.driver.table.row.Selection;
import dev.lambdasweep.driver.table.row.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Rows to test on, encoded with the schema of the rows to train and validate on.
 *
 * @param values settings of the data
 * @param schema says how rows become examples
 * @param selection which columns of their table are what
 * @param scan scan of their table
 * @param input their table
 * @param side which rows of it they are
 */
record TestRows(
    SettingValues values,
    TableSchema schema,
    Selection selection,
    TableScan scan,
    TableInput input,
    Side side) {
  private static final int MOST_LISTED = 10;

  /**
   * All rows of a table of their own.
   *
   * @param selection which columns of the other rows' table are what
   */
  static TestRows of(
      SettingValues values, TableSchema schema, Selection selection, TableInput input) {
    StructType columns = input.schema();
    ColumnNames names = new ColumnNames(input.description(), columns);
    Selection.Roles roles = selection.roles();
    Selection its =
        new Selection(
            columns,
            selection.features().stream().map(names::like).toList(),
            selection.kinds(),
            names.like(selection.label()),
            selection.task(),
            new Selection.Roles(
                roles.weight().stream().map(names::like).toList(),
                List.of(),
                roles.order().stream().map(names::like).toList()));
    return new TestRows(values, schema, its, new TableScan(input), input, Side.all());
  }

  /**
   * Reads the rows.
   *
   * @param missing what is done about missing values
   * @param memory requires memory for a number of rows
   * @param shape shape of a row's inputs
   */
  Examples read(MissingValues missing, LongConsumer memory, List<Integer> shape) {
    RowEncoder encoder = RowEncoder.of(schema, act(), input.schema(), values.get(Settings.UNSEEN));
    requireLikeLabel();
    Findings found = scan.survey(selection, side, missing);
    require(found);
    memory.accept(found.kept());
    RowScan rows = new RowScan(selection, side, missing);
    Encoding encoding = new Encoding(rows, encoder, schema.label().classes());
    return scan.encode(encoding, (int) found.kept()).examples(schema, shape);
  }

  private String act() {
    return "test on " + input.description();
  }

  private void requireLikeLabel() {
    boolean isNumber = NumberType.of(selection.label().type()).isPresent();
    if (selection.task() == Task.REGRESSION && !isNumber) {
      throw UserException.of(
          "Cannot test on %s: its column %s is of type %s, must be a number (cast it)",
          input.description(), selection.label().name(), selection.label().type().simpleString());
    }
  }

  private void require(Findings found) {
    if (found.kept() == 0) {
      throw UserException.of(
          "Cannot %s: there are no test rows%s (hold more rows out)",
          act(), found.skipped() == 0 ? "" : ", since those with missing values are left out");
    }
    FindingsCheck check = new FindingsCheck(act(), values, selection, found);
    check.requireFinite();
    check.requirePresent();
    check.requireLengths();
    check.requireWeights();
    requireSeen(found);
    requireWidths(found);
  }

  private void requireSeen(Findings found) {
    if (selection.task() == Task.CLASSIFICATION) {
      requireSeen(
          found.label(),
          schema.label().classes(),
          selection.label().name(),
          "give the others rows of each class");
    }
    boolean refuses = values.get(Settings.UNSEEN) == UnseenCategories.FAIL;
    for (int i = 0; i < selection.features().size() && refuses; i++) {
      if (selection.kinds().get(i) == Kind.CATEGORY) {
        requireSeen(
            found.features().get(i),
            schema.columns().get(i).categories(),
            selection.features().get(i).name(),
            "set data.table.unseen = zero");
      }
    }
  }

  private void requireSeen(ColumnFindings found, List<String> known, String column, String remedy) {
    Set<String> unseen =
        found.categories().stream()
            .map(UTF8String::toString)
            .collect(Collectors.toCollection(HashSet::new));
    known.forEach(unseen::remove);
    if (!unseen.isEmpty()) {
      throw UserException.of(
          "Cannot test on %s: no row to train or validate on has the value %s of the column %s (%s)",
          input.description(),
          unseen.stream().sorted().limit(MOST_LISTED).collect(Collectors.joining(", ")),
          column,
          remedy);
    }
  }

  private void requireWidths(Findings found) {
    for (int i = 0; i < selection.features().size(); i++) {
      Kind kind = selection.kinds().get(i);
      int width = schema.columns().get(i).width();
      int its = found.features().get(i).longest();
      if ((kind == Kind.VECTOR || kind == Kind.IMAGE) && its != width) {
        throw UserException.of(
            "Cannot test on %s: the values of its column %s have %d elements, and those to train on"
                + " %d (give test rows of the same kind)",
            input.description(), selection.features().get(i).name(), its, width);
      }
    }
  }
}
