package dev.lambdasweep.driver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lambdasweep.driver.console.SkippedLines;
import dev.lambdasweep.driver.sql.Export;
import dev.lambdasweep.driver.sql.SqlFormat;
import dev.lambdasweep.driver.sql.SqlResult;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.Sweeps;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = "Exports the rows of a sweep to one Parquet or CSV file.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: scripts/sweep export coarse --format parquet --out coarse.parquet",
      "         scripts/sweep export coarse --format csv --view curves > curves.csv"
    })
final class ExportVerb implements Callable<Integer> {
  /** Formats of the file. */
  enum Format {
    PARQUET,
    CSV;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Views that can be exported. */
  enum View {
    TRIALS,
    POINTS,
    CURVES,
    CONFUSION,
    PROBABILITIES,
    PREDICTIONS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "SWEEP", description = "An id, a name or the beginning of an id.")
  private String text;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "Format of the file: parquet or csv.")
  private Format format;

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      description =
          "View to export: trials, points, curves, confusion, probabilities or predictions;"
              + " default: trials.",
      defaultValue = "trials")
  private View view;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Output file, overwritten if it exists; default: ID.parquet, or standard output for csv.")
  private Optional<Path> out = Optional.empty();

  @Mixin private ResultsOption results;

  @Override
  public Integer call() {
    ResultsStore store = results.reading();
    Sweep sweep = Sweeps.in(store).find(text);
    String statement = "SELECT * FROM " + view + " WHERE sweep = '" + sweep.id() + "'";
    try (ReadingSession session = new ReadingSession(store)) {
      switch (format) {
        case PARQUET -> {
          Path file = out.orElseGet(() -> Path.of(sweep.id() + ".parquet"));
          SkippedLines.warn(session.parquet(statement, file));
          System.out.println(file);
        }
        case CSV -> {
          SqlResult result = session.sql(statement);
          SkippedLines.warn(result.skipped());
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
      throw Export.cannotWrite(file, e);
    }
  }
}
