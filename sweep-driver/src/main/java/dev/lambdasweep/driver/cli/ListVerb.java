package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.console.SkippedLines;
import dev.lambdasweep.driver.sql.SqlFormat;
import dev.lambdasweep.driver.sql.SqlResult;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweeps;
import dev.lambdasweep.driver.store.TrialRow;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "Lists all sweeps, oldest first.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep list"})
final class ListVerb implements Callable<Integer> {
  @Mixin private ResultsOption results;

  @Override
  public Integer call() {
    ResultsStore store = results.reading();
    Sweeps sweeps = Sweeps.in(store);
    Reading<List<TrialRow>> rows = store.rows();
    SkippedLines.warn(sweeps.skipped());
    SkippedLines.warn(rows.skipped());
    List<Row> lines =
        sweeps.summaries(rows.value()).stream()
            .map(
                summary ->
                    RowFactory.create(
                        summary.plan().sweep().id().text(),
                        summary.plan().sweep().name(),
                        summary.plan().sweep().kind().word(),
                        summary.planned(),
                        summary.completed(),
                        summary.failed(),
                        summary.plan().sweep().parent()))
            .toList();
    if (lines.isEmpty()) {
      System.err.printf(
          "No sweeps in %s yet (scripts/sweep run FILE starts one)%n", store.location());
    }
    SqlFormat.TABLE.print(
        new SqlResult(
            StructType.fromDDL(
                "sweep STRING, name STRING, kind STRING, trials INT, complete INT, failed INT, parent STRING"),
            lines.iterator(),
            List.of()),
        System.out);
    return ExitCode.SUCCESS;
  }
}
