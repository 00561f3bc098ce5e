package dev.lambdasweep.driver.table;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.MissingValues;
import dev.lambdasweep.driver.table.input.ReadErrors;
import dev.lambdasweep.driver.table.input.TableInput;
import dev.lambdasweep.driver.table.row.Encoding;
import dev.lambdasweep.driver.table.row.Findings;
import dev.lambdasweep.driver.table.row.HeldOut;
import dev.lambdasweep.driver.table.row.LineCheck;
import dev.lambdasweep.driver.table.row.PartitionTask;
import dev.lambdasweep.driver.table.row.RowScan;
import dev.lambdasweep.driver.table.row.RowStore;
import dev.lambdasweep.driver.table.row.Selection;
import dev.lambdasweep.driver.table.row.Side;
import dev.lambdasweep.driver.table.row.SmallestHashes;
import dev.lambdasweep.driver.table.row.Survey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Scans an opened table, partition by partition. */
final class TableScan {
  private final TableInput input;
  private final Partitions partitions;

  /** A scan of a table; its plan is made, and nothing read. */
  TableScan(TableInput input) {
    this.input = input;
    this.partitions = reading(() -> new Partitions(input.rows()));
  }

  private <T> T reading(Callable<T> action) {
    return ReadErrors.reading(input.description(), "check it and data.table.options", action);
  }

  private void run(PartitionTask task, Consumer<byte[]> sink) {
    reading(
        () -> {
          partitions.run(description(), task, sink);
          return sink;
        });
  }

  private String description() {
    return "reads " + input.description();
  }

  /** The rows that are held out if a number of them is. */
  HeldOut smallest(int rows) {
    SmallestHashes task = new SmallestHashes(input.schema(), rows);
    List<byte[]> results = new ArrayList<>();
    run(task, results::add);
    return task.heldOut(results);
  }

  /**
   * Looks at rows.
   *
   * @throws UserException if the table cannot be read, or a line is malformed
   */
  Findings survey(Selection selection, Side side, MissingValues missing) {
    Survey task = new Survey(new RowScan(selection, side, missing), input.malformedPlace());
    Findings all = new Findings(selection.features().size());
    run(task, result -> all.add(Findings.of(result)));
    requireNoneMalformed(all);
    return all;
  }

  /**
   * Looks for malformed lines.
   *
   * @throws UserException if the table cannot be read, or a line is malformed
   */
  void requireWellFormed() {
    if (input.malformed().isPresent()) {
      Findings all = new Findings(0);
      run(new LineCheck(input.malformedPlace()), result -> all.add(Findings.of(result)));
      requireNoneMalformed(all);
    }
  }

  private void requireNoneMalformed(Findings all) {
    if (all.malformed() > 0) {
      throw input.problem().apply(all.firstMalformed().orElseThrow(), all.malformed());
    }
  }

  /**
   * Encodes the rows that were surveyed.
   *
   * @param encoding how rows are encoded
   * @param rows number of rows
   * @return the rows in their canonical order
   * @throws UserException if the table cannot be read, or has changed
   */
  RowStore encode(Encoding encoding, int rows) {
    RowScan scan = encoding.scan();
    RowStore store =
        new RowStore(
            encoding.block(rows),
            scan.selection().split().isPresent() && !scan.side().wantsTest(),
            !scan.selection().roles().order().isEmpty());
    reading(
        () -> {
          partitions.run(
              description(),
              encoding,
              encoding.bytes(rows),
              block -> {
                if (!store.add(block)) {
                  throw changed();
                }
              });
          return store;
        });
    if (!store.isFull()) {
      throw changed();
    }
    store.arrange();
    return store;
  }

  private UserException changed() {
    return UserException.of(
        "Cannot read %s: its rows changed while they were read (try again; a query must give the"
            + " same rows each time)",
        input.description());
  }
}
