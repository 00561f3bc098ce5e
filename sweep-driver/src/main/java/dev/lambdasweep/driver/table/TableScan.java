package dev.lambdasweep.driver.table;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.setting.MissingValues;
import dev.lambdasweep.driver.table.input.ReadErrors;
import dev.lambdasweep.driver.table.input.TableInput;
import dev.lambdasweep.driver.table.row.Block;
import dev.lambdasweep.driver.table.row.Encoding;
import dev.lambdasweep.driver.table.row.Findings;
import dev.lambdasweep.driver.table.row.HeldOut;
import dev.lambdasweep.driver.table.row.LineCheck;
import dev.lambdasweep.driver.table.row.PartitionTask;
import dev.lambdasweep.driver.table.row.RowEncoder;
import dev.lambdasweep.driver.table.row.RowScan;
import dev.lambdasweep.driver.table.row.RowStore;
import dev.lambdasweep.driver.table.row.Selection;
import dev.lambdasweep.driver.table.row.Side;
import dev.lambdasweep.driver.table.row.SmallestHashes;
import dev.lambdasweep.driver.table.row.Survey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Scans an opened table, partition by partition. */
final class TableScan {
  /**
   * Bytes of encoded rows that a task returns, at most: several such results may be on their way.
   */
  private static final long MOST_BYTES_PER_RESULT = 256L << 20;

  /** Bytes that the results of one job have together where Spark sets no limit. */
  private static final long MOST_BYTES_PER_JOB = 4L << 30;

  private final TableInput input;
  private final Partitions partitions;

  /** A scan of a table; its plan is made, and nothing read. */
  TableScan(TableInput input) {
    this.input = input;
    this.partitions = reading(() -> new Partitions(input.rows()));
  }

  private <T> T reading(Supplier<T> action) {
    return ReadErrors.reading(input.description(), "check it and data.table.options", action);
  }

  private void run(PartitionTask task, List<Integer> which, BiConsumer<Integer, byte[]> sink) {
    reading(
        () -> {
          partitions.run("reads " + input.description(), task, which, sink);
          return sink;
        });
  }

  private List<Integer> all() {
    return IntStream.range(0, partitions.count()).boxed().toList();
  }

  /** The rows that are held out if a number of them is. */
  HeldOut smallest(int rows) {
    SmallestHashes task = new SmallestHashes(input.schema(), rows);
    List<byte[]> results = new ArrayList<>();
    run(task, all(), (partition, result) -> results.add(result));
    return task.heldOut(results);
  }

  /**
   * What rows hold.
   *
   * @param findings of all rows
   * @param kept number of rows of each partition that become examples
   */
  record Surveyed(Findings findings, Map<Integer, Long> kept) {}

  /**
   * Looks at rows.
   *
   * @throws UserException if the table cannot be read, or a line is malformed
   */
  Surveyed survey(Selection selection, Side side, MissingValues missing) {
    Survey task = new Survey(new RowScan(selection, side, missing), input.malformedPlace());
    Findings all = new Findings(selection.features().size());
    Map<Integer, Long> kept = new TreeMap<>();
    run(
        task,
        all(),
        (partition, result) -> {
          Findings found = Findings.of(result);
          all.add(found);
          kept.put(partition, found.kept());
        });
    requireNoneMalformed(all);
    return new Surveyed(all, kept);
  }

  /**
   * Looks for malformed lines.
   *
   * @throws UserException if the table cannot be read, or a line is malformed
   */
  void requireWellFormed() {
    if (input.malformed().isPresent()) {
      Findings all = new Findings(0);
      run(
          new LineCheck(input.malformedPlace()),
          all(),
          (partition, result) -> all.add(Findings.of(result)));
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
   * @param scan rows to encode
   * @param encoder makes inputs of a row
   * @param classes names of the classes by label; empty if values are predicted
   * @param kept number of rows of each partition
   * @return the rows in their canonical order
   * @throws UserException if the table cannot be read, or has changed
   */
  RowStore encode(RowScan scan, RowEncoder encoder, List<String> classes, Map<Integer, Long> kept) {
    Encoding whole = new Encoding(scan, encoder, classes, Map.of());
    int rows = Math.toIntExact(kept.values().stream().mapToLong(Long::longValue).sum());
    RowStore store =
        new RowStore(
            whole.block(rows),
            scan.selection().split().isPresent() && !scan.side().wantsTest(),
            !scan.selection().roles().order().isEmpty());
    for (Map<Integer, Encoding.Window> job : jobs(whole, kept)) {
      Encoding task = new Encoding(scan, encoder, classes, job);
      run(
          task,
          List.copyOf(job.keySet()),
          (partition, result) -> {
            if (result.length == 0) {
              throw changed();
            }
            store.add(task.block(job.get(partition).rows()), result);
          });
    }
    store.arrange();
    return store;
  }

  private UserException changed() {
    return UserException.of(
        "Cannot read %s: its rows changed while they were read (try again; a query must give the same"
            + " rows each time)",
        input.description());
  }

  /** Rows of partitions, divided so that neither a result nor a job has too many bytes. */
  private List<Map<Integer, Encoding.Window>> jobs(Encoding whole, Map<Integer, Long> kept) {
    Block row = whole.block(1);
    long perRow = Block.bytesPerRow(row.inputs(), row.areBytes(), row.isWeighted());
    long limit = partitions.mostBytesPerJob();
    long perJob = limit > 0 ? limit / 2 : MOST_BYTES_PER_JOB;
    int perWindow = (int) Math.max(1, Math.min(MOST_BYTES_PER_RESULT, perJob) / perRow);
    List<Map<Integer, Encoding.Window>> jobs = new ArrayList<>();
    Map<Integer, Encoding.Window> job = new HashMap<>();
    long bytes = 0;
    for (Map.Entry<Integer, Long> partition : kept.entrySet()) {
      long all = partition.getValue();
      for (long from = 0; from < all; from += perWindow) {
        int count = (int) Math.min(perWindow, all - from);
        boolean isFull = bytes + count * perRow > perJob || job.containsKey(partition.getKey());
        if (isFull && !job.isEmpty()) {
          jobs.add(job);
          job = new HashMap<>();
          bytes = 0;
        }
        job.put(partition.getKey(), new Encoding.Window(from, count, from + count == all));
        bytes += count * perRow;
      }
    }
    if (!job.isEmpty()) {
      jobs.add(job);
    }
    return jobs;
  }
}
