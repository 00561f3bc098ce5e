package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.driver.store.column.LineReader;
import dev.lambdasweep.driver.store.files.ResultsDirectory;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.TestDetail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The rows of one sweep at the time of this object's creation, and the data stored with them. The
 * rows are read once; curves, outcomes and details on demand.
 */
public final class SweepResults {
  /** Prefix of the name of a sweep's folder. */
  static final String PARTITION = "sweep=";

  private static final String RUNG = "rung=";

  private final ResultsDirectory directory;
  private final SweepId sweep;
  private final String rowsFolder;
  private final String curvesFolder;
  private final List<Skipped> skipped = new ArrayList<>();
  private final Map<TrialKey, LocatedRow> counted = new TreeMap<>();

  private SweepResults(
      ResultsDirectory directory, SweepId sweep, String rowsFolder, String curvesFolder) {
    this.directory = directory;
    this.sweep = sweep;
    this.rowsFolder = rowsFolder;
    this.curvesFolder = curvesFolder;
    readRows();
  }

  static SweepResults read(ResultsDirectory directory, SweepId sweep) {
    return new SweepResults(
        directory, sweep, folder(ResultsWriter.TRIALS, sweep), folder(ResultsWriter.CURVES, sweep));
  }

  /** The trainings of a sweep that ended at rungs, by rung; they have rows and curves only. */
  static List<SweepResults> readRungs(ResultsDirectory directory, SweepId sweep) {
    return directory.list(folder(ResultsWriter.RUNGS, sweep)).stream()
        .filter(name -> name.matches(RUNG + "\\d{1,9}"))
        .map(name -> Integer.parseInt(name.substring(RUNG.length())))
        .sorted()
        .map(
            rung ->
                new SweepResults(
                    directory,
                    sweep,
                    folder(ResultsWriter.RUNGS, sweep, rung),
                    folder(ResultsWriter.RUNG_CURVES, sweep, rung)))
        .toList();
  }

  /** Folder of the files of a rung, with a slash after it. */
  static String folder(String part, SweepId sweep, int rung) {
    return folder(part, sweep) + RUNG + rung + "/";
  }

  /** Folder of a sweep's files, with a slash after it. */
  static String folder(String part, SweepId sweep) {
    return part + "/" + PARTITION + sweep + "/";
  }

  /** The row of each trial that counts, in the order of the keys. */
  public Reading<List<TrialRow>> rows() {
    return new Reading<>(counted.values().stream().map(LocatedRow::row).toList(), skipped);
  }

  /** The curves of the rows, each in the order of its updates. */
  public Reading<Map<TrialKey, List<CurvePoint>>> curves() {
    Map<TrialKey, List<CurvePoint>> curves = new TreeMap<>();
    return sideData(
        curvesFolder,
        SideJson::curves,
        (key, point) -> curves.computeIfAbsent(key, absent -> new ArrayList<>()).add(point),
        curves);
  }

  /** Outcomes on the validation rows of each complete trial. */
  public Reading<Map<TrialKey, RowOutcomes>> outcomes() {
    Map<TrialKey, RowOutcomes> outcomes = new TreeMap<>();
    return sideData(
        folder(ResultsWriter.OUTCOMES, sweep), SideJson::outcomes, outcomes::put, outcomes);
  }

  /** What is kept of the test images of a final sweep's trials. */
  public Reading<Map<TrialKey, TestDetail>> details() {
    Map<TrialKey, TestDetail> details = new TreeMap<>();
    return sideData(
        folder(ResultsWriter.DETAILS, sweep), () -> SideJson::detail, details::put, details);
  }

  /** A row and the file that contains it. */
  private record LocatedRow(TrialRow row, String file) {
    /**
     * The greatest row of a trial counts: any that did not fail is above any that did, then the
     * later commit's is. Time of training and file name decide only among rows of one number, which
     * old rows and those of drivers that ran at the same time can have.
     */
    private static final Comparator<LocatedRow> ORDER =
        Comparator.comparing((LocatedRow located) -> !located.row.isFailed())
            .thenComparing(located -> CommitFile.number(located.file))
            .thenComparing(located -> located.row.execution().startedAt())
            .thenComparing(LocatedRow::file);

    /** The later line of one file counts. */
    LocatedRow or(LocatedRow later) {
      return ORDER.compare(this, later) > 0 ? this : later;
    }
  }

  private void readRows() {
    List<String> files = directory.list(rowsFolder);
    for (Lines<TrialRow> lines : lines(rowsFolder, files, this::rowParser, skipped)) {
      for (TrialRow row : lines.values()) {
        counted.merge(row.key(), new LocatedRow(row, lines.file()), LocatedRow::or);
      }
    }
  }

  private LineParser<TrialRow> rowParser() {
    LineReader<TrialRow> reader = RowJson.reader();
    return (text, from, length) -> {
      TrialRow row = reader.read(text, from, length);
      require(row.sweep().id().equals(sweep), "it is a row of %s", row.sweep().id());
      return row;
    };
  }

  /** Reads the data stored with the rows that count, in files with the rows' own names. */
  private <T, M> Reading<M> sideData(
      String folder,
      Supplier<LineParser<Keyed<T>>> parser,
      BiConsumer<TrialKey, T> sink,
      M filled) {
    Map<String, Set<TrialKey>> keysByFile = new HashMap<>();
    counted.forEach(
        (key, located) ->
            keysByFile.computeIfAbsent(located.file(), absent -> new HashSet<>()).add(key));
    List<String> files = directory.list(folder).stream().filter(keysByFile::containsKey).toList();
    List<Skipped> all = new ArrayList<>(skipped);
    for (Lines<Keyed<T>> lines : lines(folder, files, parser, all)) {
      lines.values().stream()
          .filter(keyed -> keysByFile.get(lines.file()).contains(keyed.key()))
          .forEach(keyed -> sink.accept(keyed.key(), keyed.value()));
    }
    return new Reading<>(filled, all);
  }

  /** The values of one file's lines, in their order. */
  private record Lines<T>(String file, List<T> values, List<Skipped> skipped) {}

  /** Reads files in parallel, since each costs a wait; the result is in the order given. */
  private <T> List<Lines<T>> lines(
      String folder, List<String> files, Supplier<LineParser<T>> parser, List<Skipped> skipped) {
    List<Lines<T>> all =
        files.parallelStream().map(file -> linesOf(folder, file, parser.get())).toList();
    all.forEach(lines -> skipped.addAll(lines.skipped()));
    return all;
  }

  private <T> Lines<T> linesOf(String folder, String file, LineParser<T> parser) {
    String name = folder + file;
    List<T> values = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    try {
      require(file.endsWith(".jsonl"), "it is not a .jsonl file");
      byte[] text = directory.read(name);
      int number = 0;
      for (int from = 0; from < text.length; ) {
        int end = lineEnd(text, from);
        number++;
        try {
          if (!isBlank(text, from, end)) {
            values.add(parser.parse(text, from, end - from));
          }
        } catch (IllegalArgumentException e) {
          skipped.add(new Skipped(name, number, String.valueOf(e.getMessage())));
        }
        from = end + 1;
      }
    } catch (IOException | IllegalArgumentException e) {
      skipped.add(new Skipped(name, 0, String.valueOf(e.getMessage())));
    }
    return new Lines<>(file, values, skipped);
  }

  private static int lineEnd(byte[] text, int from) {
    int end = from;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean isBlank(byte[] text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
