package dev.lambdasweep.driver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.results.Export;
import dev.lambdasweep.driver.results.ReadOnlySql;
import dev.lambdasweep.driver.results.ResultsStore;
import dev.lambdasweep.driver.results.SqlFormat;
import dev.lambdasweep.driver.results.SqlResult;
import dev.lambdasweep.driver.results.Sweep;
import dev.lambdasweep.driver.results.Sweeps;
import dev.lambdasweep.driver.results.Views;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = "Writes the rows of a sweep for other programs: one file of Parquet, or csv.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: scripts/sweep export coarse --format parquet --out coarse.parquet",
      "         scripts/sweep export coarse --format csv --view curves > curves.csv"
    })
final class ExportVerb implements Callable<Integer> {
  /** What a file may hold. */
  enum Format {
    PARQUET,
    CSV
  }

  /** Views that have rows of a sweep. */
  enum View {
    TRIALS,
    POINTS,
    CURVES,
    CONFUSION,
    PROBABILITIES
  }

  @Parameters(paramLabel = "SWEEP", description = "An id, a name or the beginning of an id.")
  private String text;

  @Option(names = "--format", required = true, description = "parquet or csv.")
  private Format format;

  @Option(
      names = "--view",
      description = "trials, points, curves, confusion or probabilities; default: trials.",
      defaultValue = "trials")
  private View view;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where it goes, over what is there; else ID.parquet, and csv to standard output.")
  private Optional<Path> out = Optional.empty();

  @Mixin private ResultsOption results;

  @Override
  public Integer call() {
    ResultsStore store = results.reading();
    Sweep sweep = Sweeps.in(store).find(text);
    String statement =
        "SELECT * FROM "
            + view.name().toLowerCase(java.util.Locale.ROOT)
            + " WHERE sweep = '"
            + sweep.id()
            + "'";
    SparkSession spark = ReadingSpark.session();
    try {
      Views views = ReadingSpark.views(store);
      switch (format) {
        case PARQUET -> {
          Path file = out.orElseGet(() -> Path.of(sweep.id() + ".parquet"));
          ResultsOption.warn(Export.parquet(spark, views, statement, file));
          System.out.println(file);
        }
        case CSV -> {
          SqlResult result = new ReadOnlySql(spark, views).run(statement);
          ResultsOption.warn(result.skipped());
          if (out.isPresent()) {
            write(result, out.get());
            System.out.println(out.get());
          } else {
            PrintStream stream = new PrintStream(System.out, false, UTF_8);
            SqlFormat.CSV.print(result, stream);
            stream.flush();
          }
        }
      }
    } finally {
      spark.stop();
    }
    return ExitCode.SUCCESS;
  }

  private static void write(SqlResult result, Path file) {
    try (OutputStream stream = Files.newOutputStream(file);
        PrintStream lines = new PrintStream(stream, false, UTF_8)) {
      SqlFormat.CSV.print(result, lines);
      if (lines.checkError()) {
        throw new IOException("the disk may be full");
      }
    } catch (IOException e) {
      throw new UserException(
          "Cannot write %s: %s (give --out FILE, a file you can write to)"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
