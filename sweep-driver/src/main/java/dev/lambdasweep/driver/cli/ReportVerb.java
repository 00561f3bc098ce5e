package dev.lambdasweep.driver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lambdasweep.driver.console.SkippedLines;
import dev.lambdasweep.driver.report.Report;
import dev.lambdasweep.driver.sql.Export;
import dev.lambdasweep.driver.store.Reading;
import dev.lambdasweep.driver.store.ResultsStore;
import dev.lambdasweep.driver.store.Sweep;
import dev.lambdasweep.driver.store.Sweeps;
import dev.lambdasweep.driver.sweep.CodeVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = {
      "Writes a page about one or more sweeps and the sweeps they come from: one self-contained"
          + " HTML file."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: scripts/sweep report final --out final.html"})
final class ReportVerb implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "SWEEP",
      description = "An id, a name or the beginning of an id; the page is about the last one.")
  private List<String> texts;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Output file, overwritten if it exists; default: ID.html.")
  private Optional<Path> out = Optional.empty();

  @Mixin private ResultsOption results;

  @Override
  public Integer call() {
    ResultsStore store = results.reading();
    Sweeps known = Sweeps.in(store);
    List<Sweep> sweeps = texts.stream().map(known::find).distinct().toList();
    Path file = out.orElseGet(() -> Path.of(sweeps.get(sweeps.size() - 1).id() + ".html"));
    Reading<String> page = Report.page(store, sweeps, CodeVersion.text());
    SkippedLines.warn(page.skipped());
    try {
      Files.write(file, page.value().getBytes(UTF_8));
    } catch (IOException e) {
      throw Export.cannotWrite(file, e);
    }
    System.out.println(file);
    return ExitCode.SUCCESS;
  }
}
