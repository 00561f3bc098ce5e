package dev.lambdasweep.driver.cli;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.console.SkippedLines;
import dev.lambdasweep.driver.sql.SqlFormat;
import dev.lambdasweep.driver.sql.SqlResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sql",
    description =
        "Runs one Spark SQL query over the views described in docs/sql.md: trials, points,"
            + " sweeps, curves …",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: scripts/sweep sql \"SELECT lambda, valid_accuracy FROM trials ORDER BY 2 DESC\"",
      "         scripts/sweep sql -f notebooks/queries/coarse-table.sql --format csv"
    })
final class SqlVerb implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Query query;

  @Option(
      names = "--format",
      description = "Output format: table, csv or json; default: ${DEFAULT-VALUE}.",
      defaultValue = "table")
  private SqlFormat format;

  @Mixin private ResultsOption results;

  /** A query, or the file that contains it. */
  static final class Query {
    @Parameters(paramLabel = "QUERY", description = "One read-only statement.")
    private String text;

    @Option(names = "-f", paramLabel = "FILE", description = "A file that contains the statement.")
    private Path file;

    String statement() {
      if (file == null) {
        return text;
      }
      try {
        return Files.readString(file);
      } catch (NoSuchFileException e) {
        throw UserException.of("Cannot read %s: there is no such file", file);
      } catch (IOException e) {
        throw new UserException("Cannot read " + file + ": " + e.getMessage(), e);
      }
    }
  }

  @Override
  public Integer call() {
    String statement = query.statement();
    try (ReadingSession session = new ReadingSession(results.reading())) {
      SqlResult result = session.sql(statement);
      SkippedLines.warn(result.skipped());
      PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      format.print(result, out);
      out.flush();
    }
    return ExitCode.SUCCESS;
  }
}
