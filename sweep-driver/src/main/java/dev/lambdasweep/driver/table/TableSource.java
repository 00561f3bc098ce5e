package dev.lambdasweep.driver.table;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.DataSource;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.InputColumn;
import dev.lambdasweep.core.data.Split;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.driver.setting.MissingValues;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.table.input.Location;
import dev.lambdasweep.driver.table.input.TableInput;
import dev.lambdasweep.driver.table.input.TableOpener;
import dev.lambdasweep.driver.table.row.Counts;
import dev.lambdasweep.driver.table.row.Encoding;
import dev.lambdasweep.driver.table.row.Findings;
import dev.lambdasweep.driver.table.row.HeldOut;
import dev.lambdasweep.driver.table.row.RowEncoder;
import dev.lambdasweep.driver.table.row.RowScan;
import dev.lambdasweep.driver.table.row.RowStore;
import dev.lambdasweep.driver.table.row.RowUse;
import dev.lambdasweep.driver.table.row.Selection;
import dev.lambdasweep.driver.table.row.Side;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * The rows of a table: those to train and validate on, from which its schema is made, and those to
 * test on, which are read only when they are asked for.
 */
public final class TableSource implements DataSource {
  /** Part of the rows to train and validate on. */
  public static final String POOL = "pool";

  /** Part of the rows to test on. */
  public static final String TEST = "test";

  private final SettingValues values;
  private final TableContext context;
  private Optional<Pool> pool = Optional.empty();
  private Optional<Split> split = Optional.empty();

  /**
   * A table that nothing has been read of.
   *
   * @param values settings of the data
   */
  public TableSource(SettingValues values, TableContext context) {
    this.values = values;
    this.context = context;
  }

  /** The table that has the rows to train and validate on, once it has been surveyed. */
  private record Pool(
      TableInput input,
      TableScan scan,
      Selection selection,
      HeldOut heldOut,
      Findings surveyed,
      TableSchema schema,
      TableProfile profile) {

    Side side(boolean wantsTest) {
      return new Side(wantsTest, heldOut, selection.roles().split());
    }
  }

  @Override
  public String description() {
    return context.frame().isEmpty()
        ? TableOpener.description(Location.of(values), values.get(Settings.FORMAT))
        : "a data frame";
  }

  /** What was found in the table; reads it if that has not happened. */
  public TableProfile profile() {
    return pool().profile;
  }

  /** How its rows become examples; reads it if that has not happened. */
  public TableSchema schema() {
    return pool().schema;
  }

  /**
   * Which rows of the pool train and which validate, if a column says so; known once the pool has
   * been read.
   */
  public Optional<Split> split() {
    return split;
  }

  /** Whether the settings say which rows to test on. */
  public static boolean hasTest(SettingValues values) {
    return values.find(Settings.VALIDATION_COLUMN).isPresent()
        || Settings.tests().stream().anyMatch(setting -> values.find(setting).isPresent());
  }

  @Override
  public Examples read(List<String> parts) {
    return switch (parts.get(0)) {
      case POOL -> readPool();
      case TEST -> readTest();
      default -> throw UserException.of("Cannot read the part %s of a table", parts.get(0));
    };
  }

  private Pool pool() {
    if (pool.isEmpty()) {
      pool = Optional.of(survey());
    }
    return pool.get();
  }

  private Pool survey() {
    TableInput input = open(Location.of(values));
    Selection selection = new Selector(values, input.description(), input.schema()).select();
    TableScan scan = new TableScan(input);
    HeldOut heldOut = heldOut(scan);
    Side side = new Side(false, heldOut, selection.roles().split());
    Findings surveyed = scan.survey(selection, side, missing());
    requireOneTest(input.description(), surveyed);
    Fitting fitting = new Fitting(values, input.description(), selection, surveyed);
    TableSchema schema = fitting.schema();
    return new Pool(input, scan, selection, heldOut, surveyed, schema, fitting.profile(schema));
  }

  private TableInput open(Location location) {
    boolean isFrame = !context.frame().isEmpty() && location.equals(Location.of(values));
    if (isFrame) {
      if (!location.isNone()) {
        throw UserException.of(
            "Cannot read %s: the application gives a data frame (unset data.table.path,"
                + " data.table.table and data.table.query)",
            TableOpener.description(location, values.get(Settings.FORMAT)));
      }
      return TableInput.of(context.frame().get(0), description());
    }
    if (location.isNone() && !values.get(Settings.FORMAT).matches("(?!auto$).*")) {
      throw UserException.of(
          "Cannot read a table: none of data.table.path, data.table.table and data.table.query is set"
              + " (set one of them, or give a data frame to LambdaSweep.data)");
    }
    SparkSession session = context.session().get();
    return new TableOpener(values, session, context.hadoop()).open(location);
  }

  private HeldOut heldOut(TableScan scan) {
    Optional<Double> share = values.find(Settings.TEST_SHARE);
    Optional<Long> rows = values.find(Settings.TEST_ROWS);
    if (share.isPresent()) {
      return HeldOut.share(share.get());
    }
    return rows.isPresent() ? scan.smallest(Math.toIntExact(rows.get())) : HeldOut.NONE;
  }

  private void requireOneTest(String description, Findings found) {
    boolean isSet = Settings.tests().stream().anyMatch(test -> values.find(test).isPresent());
    if (isSet && found.rows(RowUse.TEST) > 0) {
      throw UserException.of(
          "Cannot test on %s: its column %s says which rows are test rows, and so does a setting of"
              + " data.test (unset the setting)",
          description, values.get(Settings.VALIDATION_COLUMN));
    }
  }

  private MissingValues missing() {
    return values.get(Settings.MISSING);
  }

  private Examples readPool() {
    Pool table = pool();
    RowEncoder encoder =
        RowEncoder.of(
            table.schema,
            "train on " + description(),
            table.input.schema(),
            values.get(Settings.UNSEEN));
    RowScan rows = new RowScan(table.selection, table.side(false), missing());
    requireMemory(table.surveyed.kept(), table.schema);
    Encoding encoding = new Encoding(rows, encoder, table.schema.label().classes());
    RowStore store = table.scan.encode(encoding, (int) table.surveyed.kept());
    split = store.split();
    return store.examples(table.schema, shape(table.schema));
  }

  private Examples readTest() {
    if (!hasTest(values)) {
      throw noTest(description());
    }
    Pool table = pool();
    Location location = Location.ofTest(values);
    TestRows test =
        location.isNone()
            ? new TestRows(
                values, table.schema, table.selection, table.scan, table.input, table.side(true))
            : TestRows.of(values, table.schema, table.selection, open(location));
    Examples examples =
        test.read(missing(), rows -> requireMemory(rows, table.schema), shape(table.schema));
    return examples;
  }

  /** The error for a test without test rows. */
  public static UserException noTest(String description) {
    return UserException.of(
        "Cannot test on %s: no rows are held out for the test (set data.test.share, data.test.rows,"
            + " data.test.path, data.test.table or data.test.query)",
        description);
  }

  private void requireMemory(long rows, TableSchema schema) {
    boolean areBytes = schema.columns().get(0).kind() == InputColumn.Kind.IMAGE;
    int each = areBytes ? Byte.BYTES : Float.BYTES;
    long bytes = rows * schema.inputs() * each;
    String data =
        String.format(
            Locale.ROOT,
            "%s, %,d rows × %,d inputs × %s = %,d MB,",
            description(),
            rows,
            schema.inputs(),
            Counts.of(each, "byte"),
            bytes >> 20);
    if (rows > Integer.MAX_VALUE || (areBytes && bytes > Integer.MAX_VALUE - 8)) {
      throw UserException.of(
          "Cannot hold %s in one array (use fewer rows)", data.substring(0, data.length() - 1));
    }
    context.memory().require(data, bytes);
  }

  private List<Integer> shape(TableSchema schema) {
    List<Integer> shape = values.find(Settings.SHAPE).orElse(List.of(schema.inputs()));
    long product = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (product != schema.inputs()) {
      throw UserException.of(
          "Cannot train on %s: data.table.shape = %s is for %d inputs, and its rows have %d (change"
              + " the shape)",
          description(), shape, product, schema.inputs());
    }
    return shape;
  }
}
