package dev.lambdasweep.driver.table;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.table.input.Location;
import dev.lambdasweep.driver.table.input.TableInput;
import dev.lambdasweep.driver.table.input.TableOpener;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A table whose rows are used as they are, such as rows to predict.
 *
 * @param rows its rows
 * @param description what it is, for people
 */
public record PlainTable(Dataset<Row> rows, String description) {

  /**
   * Opens the table that settings name, and looks for malformed lines in it.
   *
   * @param values settings of the data
   * @throws UserException if none or several are named, it cannot be read, or a line of it is no
   *     row
   */
  public static PlainTable open(SettingValues values, SparkSession session, Configuration hadoop) {
    Location location = Location.of(values);
    if (location.isNone()) {
      throw UserException.of(
          "Cannot read a table: none of %s, %s and %s is set (set one of them)",
          Settings.TABLE_PATH, Settings.TABLE_NAME, Settings.TABLE_QUERY);
    }
    TableInput input = new TableOpener(values, session, hadoop).open(location);
    new TableScan(input).requireWellFormed();
    Dataset<Row> rows =
        input.malformed().isEmpty()
            ? input.rows()
            : input.rows().drop(input.malformed().orElseThrow());
    return new PlainTable(rows, input.description());
  }
}
