package dev.lambdasweep.driver.console;

import dev.lambdasweep.core.trainer.Metric;
import dev.lambdasweep.driver.analysis.Estimate;
import dev.lambdasweep.driver.analysis.Ranking;
import dev.lambdasweep.driver.analysis.Standings;
import dev.lambdasweep.driver.analysis.Standings.Standing;
import dev.lambdasweep.driver.analysis.TestMethod;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Setting;
import dev.lambdasweep.driver.sql.FigureText;
import dev.lambdasweep.driver.sql.SqlFormat;
import dev.lambdasweep.driver.sql.SqlResult;
import dev.lambdasweep.driver.sql.SqlValues;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import dev.lambdasweep.driver.trial.Execution;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.Trial;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The results of a sweep as a table for people: its points or its trials, best point first and
 * failed ones last. It has the figures, and the hyperparameters that were searched.
 */
public final class RankedTable {
  private static final double SMALLEST_P = 1e-9;

  private final List<String> searched;
  private final List<TrialRow> rows;
  private final Standings standings;
  private final Metric objective;
  private final Map<Integer, List<TrialRow>> points;
  private final Map<Integer, Integer> planned;
  private final boolean hasRepeats;
  private final boolean hasFolds;
  private final Set<String> numbers;
  private final TableFigures figures;
  private final boolean isCompared;

  /**
   * A table of rows.
   *
   * @param plans the sweep's parts
   * @param hyperparameters all that a trial of the sweep may have
   * @param rows rows of the sweep
   * @param standings standings of its points
   * @param objective metric that ranks them
   */
  private RankedTable(
      List<Plan> plans,
      List<Setting<?>> hyperparameters,
      List<TrialRow> rows,
      Standings standings,
      Metric objective) {
    this.searched = Plan.searched(plans);
    this.rows = rows;
    this.standings = standings;
    this.objective = objective;
    points =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.key().number(), LinkedHashMap::new, Collectors.toList()));
    hasRepeats = rows.stream().anyMatch(row -> row.key().repeat() > 0);
    hasFolds = rows.stream().anyMatch(row -> row.key().fold() > 0);
    planned =
        plans.stream()
            .flatMap(plan -> plan.trials().stream())
            .collect(Collectors.groupingBy(Trial::number, Collectors.summingInt(trial -> 1)));
    numbers =
        hyperparameters.stream()
            .filter(hyperparameter -> hyperparameter.kind().isNumber())
            .map(Setting::column)
            .collect(Collectors.toUnmodifiableSet());
    figures = TableFigures.of(rows, objective);
    isCompared = standings.comparisons() > 0;
  }

  /** The table of a sweep. */
  public static RankedTable of(
      SweepConfig config,
      List<Plan> plans,
      List<TrialRow> rows,
      Map<TrialKey, RowOutcomes> outcomes) {
    return new RankedTable(
        plans,
        config.table().hyperparameters(),
        rows,
        Standings.of(rows, outcomes, config.criterion()),
        config.objective());
  }

  /**
   * Prints the points if there are repeats or folds, otherwise the trials, and an explanation of
   * the marks.
   */
  public void print(PrintStream out) {
    if (hasRepeats || hasFolds) {
      printPoints(out);
    } else {
      printTrials(out);
    }
  }

  /** Prints one line per trial. */
  public void printTrials(PrintStream out) {
    Stream<Consumer<Line>> ranked =
        ranks()
            .flatMap(
                i -> {
                  Standing standing = standings.points().get(i);
                  return standing.point().rows().stream()
                      .map(row -> line -> add(line, String.valueOf(i + 1), row, standing));
                });
    Stream<Consumer<Line>> stopped =
        rows.stream()
            .filter(TrialRow::isStopped)
            .sorted(
                furthestFirst(
                    row -> row, row -> row.figure(figures.objective()).orElse(Double.NaN)))
            .map(
                row ->
                    line -> {
                      begin(line, "", row, true);
                      figures.all().forEach(figure -> add(line, figure, row));
                      end(line, List.of(row), endingText(row));
                    });
    Stream<Consumer<Line>> failed =
        rows.stream()
            .filter(TrialRow::isFailed)
            .map(
                row ->
                    line -> {
                      begin(line, "", row, true);
                      end(line, List.of(row), endingText(row));
                    });
    Lines.of(Stream.of(ranked, stopped, failed).flatMap(lines -> lines)).print(out);
    printNote(out);
  }

  /** Those that were stopped at later rungs first, and of one rung the best. */
  private <T> Comparator<T> furthestFirst(Function<T, TrialRow> row, ToDoubleFunction<T> figure) {
    return Comparator.comparing((T one) -> -row.apply(one).extent().rung())
        .thenComparing(Ranking.bestFirst(objective, figure));
  }

  private void add(Line line, String rank, TrialRow row, Standing standing) {
    begin(line, rank, row, true);
    figures.all().forEach(figure -> add(line, figure, row));
    mark(line, standing);
    end(line, List.of(row), row.state());
  }

  private static void add(Line line, String figure, TrialRow row) {
    line.number(figure, shown(figure, row.figure(figure)));
    if (figure.equals("valid_accuracy")) {
      line.number("± se", shown("valid_accuracy_se", row.figure("valid_accuracy_se")));
    }
  }

  /** Prints one line per point: means over its repeats, with the half-widths of their intervals. */
  void printPoints(PrintStream out) {
    Stream<Consumer<Line>> ranked = ranks().map(i -> line -> add(line, i));
    Stream<Consumer<Line>> stopped =
        points.values().stream()
            .filter(all -> all.stream().noneMatch(TrialRow::isComplete))
            .map(all -> all.stream().filter(TrialRow::isStopped).toList())
            .filter(ended -> !ended.isEmpty())
            .sorted(furthestFirst(ended -> ended.get(0), ended -> mean(figures.objective(), ended)))
            .map(ended -> line -> addStopped(line, ended));
    Stream<Consumer<Line>> failed =
        points.values().stream()
            .filter(all -> all.stream().allMatch(TrialRow::isFailed))
            .map(
                all ->
                    line -> {
                      begin(line, "", all.get(0), false);
                      line.number("n", 0);
                      end(line, all, endings(all));
                    });
    Lines.of(Stream.of(ranked, stopped, failed).flatMap(lines -> lines)).print(out);
    out.printf(
        "%n± is half the %s %% confidence interval of the mean over %s.%n",
        SqlValues.readable(100 * (1 - standings.level())),
        hasFolds
            ? "folds (Student's t, with the variance of Nadeau and Bengio)"
            : "n repeats (Student's t)");
    printNote(out);
  }

  private void addStopped(Line line, List<TrialRow> stopped) {
    List<TrialRow> all = points.get(stopped.get(0).key().number());
    begin(line, "", stopped.get(0), false);
    line.number("n", stopped.size());
    figures.all().forEach(figure -> mean(line, figure, stopped));
    end(line, all, endings(all));
  }

  private static String endings(List<TrialRow> all) {
    return all.stream().map(RankedTable::endingText).distinct().collect(Collectors.joining(", "));
  }

  private void add(Line line, int place) {
    Standing standing = standings.points().get(place);
    List<TrialRow> complete = standing.point().rows();
    List<TrialRow> all = points.get(standing.point().number());
    int trials = Math.max(all.size(), planned.getOrDefault(standing.point().number(), 0));
    begin(line, String.valueOf(place + 1), complete.get(0), false);
    line.number("n", complete.size());
    figures.test().stream().limit(1).forEach(figure -> estimate(line, figure, complete));
    figures.test().stream().skip(1).forEach(figure -> mean(line, figure, complete));
    String objective = figures.objective();
    Estimate validation = estimate(line, objective, complete);
    line.number("sd", shown(objective, finite(validation.sd())));
    figures.others().forEach(figure -> mean(line, figure, complete));
    mark(line, standing);
    end(
        line,
        all,
        complete.size() == trials
            ? "COMPLETE"
            : "%d of %d COMPLETE".formatted(complete.size(), trials));
  }

  /** Indices of the points, best first. */
  private Stream<Integer> ranks() {
    return IntStream.range(0, standings.points().size()).boxed();
  }

  /** "FAILED DIVERGED", "STOPPED at rung 1". */
  private static String endingText(TrialRow row) {
    return row.isFailed()
        ? row.state() + " " + row.failReason()
        : row.state() + " at rung " + row.extent().rung();
  }

  private void begin(Line line, String rank, TrialRow row, boolean isTrial) {
    line.number("rank", rank);
    line.number("trial", row.key().number());
    line.number("repeat", isTrial && hasRepeats ? row.key().repeat() : null);
    line.number("fold", isTrial && hasFolds ? row.key().fold() : null);
    for (String column : searched) {
      Object value = row.parameters().get(column);
      if (numbers.contains(column)) {
        line.number(column, value);
      } else {
        line.text(column, value);
      }
    }
  }

  private Estimate estimate(Line line, String column, List<TrialRow> complete) {
    Estimate estimate = Estimate.of(complete, column, standings.level()).orElseThrow();
    line.number(column, shown(column, OptionalDouble.of(estimate.mean())));
    line.number(
        TableFigures.halfWidth(column), shown(column, finite(estimate.high() - estimate.mean())));
    return estimate;
  }

  private static void mean(Line line, String column, List<TrialRow> complete) {
    double mean = mean(column, complete);
    line.number(column, shown(column, finite(mean)));
  }

  /** NaN if no row has the figure. */
  private static double mean(String column, List<TrialRow> rows) {
    return rows.stream()
        .flatMapToDouble(row -> row.figure(column).stream())
        .average()
        .orElse(Double.NaN);
  }

  private void mark(Line line, Standing standing) {
    if (isCompared) {
      line.number("p", standing.p().isPresent() ? shown(standing.p().getAsDouble()) : null);
      line.text("tied", standing.isTied() ? "*" : "");
    }
  }

  private static String shown(double p) {
    if (p < SMALLEST_P) {
      return "<1e-9";
    }
    return String.format(Locale.ROOT, p < 1e-3 ? "%.0e" : "%.3f", p);
  }

  private static void end(Line line, List<TrialRow> all, String state) {
    line.number(
        "seconds",
        String.format(
            Locale.ROOT,
            "%.1f",
            all.stream().map(TrialRow::execution).mapToDouble(Execution::seconds).sum()));
    line.text("state", state);
  }

  /** Explains the marks, and what the tests do not account for. */
  private void printNote(PrintStream out) {
    int comparisons = standings.comparisons();
    if (comparisons == 0) {
      return;
    }
    String tests =
        standings.tests().stream()
            .sorted()
            .map(TestMethod::phrase)
            .collect(Collectors.joining("; "));
    out.printf(
        "%n* cannot be distinguished from the best at level %s (%s; %s).%n"
            + "The tests do not account for choosing the best after seeing the results%s.%n",
        SqlValues.readable(standings.level()),
        tests,
        comparisons == 1 ? "1 comparison" : comparisons + " comparisons, p corrected by Holm",
        standings.ignoreSeeds()
            ? ", nor for differences between seeds (sweep.repeats measures them)"
            : "");
  }

  private static OptionalDouble finite(double number) {
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  private static Object shown(String column, OptionalDouble figure) {
    return figure.isPresent() ? FigureText.of(column, figure.getAsDouble()) : null;
  }

  /**
   * Lines of a table; it has the columns that occur in any line, in the order of the first line.
   */
  private record Lines(Map<String, StructField> fields, List<Line> lines) {
    /** Formats only the lines that are printed, plus one to show that there are more. */
    static Lines of(Stream<Consumer<Line>> content) {
      Map<String, StructField> fields = new LinkedHashMap<>();
      return new Lines(
          fields,
          content
              .limit(SqlFormat.MOST_TABLE_ROWS + 1L)
              .map(
                  fill -> {
                    Line line = new Line(fields, new LinkedHashMap<>());
                    fill.accept(line);
                    return line;
                  })
              .toList());
    }

    void print(PrintStream out) {
      List<String> columns =
          fields.keySet().stream()
              .filter(column -> lines.stream().anyMatch(line -> line.cells().get(column) != null))
              .toList();
      SqlFormat.TABLE.print(
          new SqlResult(
              new StructType(columns.stream().map(fields::get).toArray(StructField[]::new)),
              lines.stream()
                  .map(line -> columns.stream().map(line.cells()::get).toArray())
                  .map(RowFactory::create)
                  .iterator(),
              List.of()),
          out);
    }
  }

  private record Line(Map<String, StructField> fields, Map<String, Object> cells) {
    /** Adds a right-aligned cell. */
    void number(String column, Object cell) {
      add(column, cell, true);
    }

    /** Adds a left-aligned cell. */
    void text(String column, Object cell) {
      add(column, cell, false);
    }

    private void add(String column, Object cell, boolean isNumber) {
      fields.computeIfAbsent(
          column,
          name ->
              DataTypes.createStructField(
                  name, isNumber ? DataTypes.DoubleType : DataTypes.StringType, true));
      cells.put(column, cell);
    }
  }
}
