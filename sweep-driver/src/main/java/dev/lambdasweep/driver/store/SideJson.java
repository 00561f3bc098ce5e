package dev.lambdasweep.driver.store;

import static dev.lambdasweep.core.Require.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.driver.store.column.CellType;
import dev.lambdasweep.driver.store.column.Cells;
import dev.lambdasweep.driver.store.column.Column;
import dev.lambdasweep.driver.store.column.Columns;
import dev.lambdasweep.driver.store.column.Json;
import dev.lambdasweep.driver.store.column.LineReader;
import dev.lambdasweep.driver.trial.CurvePoint;
import dev.lambdasweep.driver.trial.RowOutcomes;
import dev.lambdasweep.driver.trial.TestDetail;
import dev.lambdasweep.driver.trial.TrialResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The data stored with a row, as lines of JSON: the points of its curve, its outcomes row by row,
 * what is kept of the test rows.
 */
final class SideJson {
  /** Number of rows; the first version, which knew images only, gave it this name. */
  private static final Column<RowOutcomes.OfClasses, Integer> ROWS =
      new Column<>("images", CellType.INTEGER, RowOutcomes.OfClasses::rows);

  private static final Column<RowOutcomes.OfClasses, BitSet> CORRECT =
      new Column<>("correct", CellType.BITS, RowOutcomes.OfClasses::correct);
  private static final Column<RowOutcomes.OfValues, float[]> ERRORS =
      new Column<>("errors", CellType.FLOATS, RowOutcomes.OfValues::errors);
  private static final Columns<Keyed<RowOutcomes.OfClasses>> KEYED_CLASSES =
      keyed(new Columns<>(List.of(ROWS, CORRECT)));
  private static final Columns<Keyed<RowOutcomes.OfValues>> KEYED_VALUES =
      keyed(new Columns<>(List.of(ERRORS)));
  private static final Columns<Keyed<CurvePoint>> KEYED_POINTS = keyed(CurveColumns.COLUMNS);

  private SideJson() {}

  /** One line per point of the trial's curve. */
  static Stream<String> curveLines(SweepId sweep, TrialResult result) {
    return curveLines(sweep, TrialKey.of(result.trial()), result.curve());
  }

  /** One line per point of a curve. */
  static Stream<String> curveLines(SweepId sweep, TrialKey key, List<CurvePoint> curve) {
    return lines(sweep, key, KEYED_POINTS, curve);
  }

  /** A reader of points of curves. */
  static LineParser<Keyed<CurvePoint>> curves() {
    return reader(KEYED_POINTS, CurveColumns::point)::read;
  }

  /** One line if the trial is complete, else none. */
  static Stream<String> outcomeLines(SweepId sweep, TrialResult result) {
    TrialKey key = TrialKey.of(result.trial());
    return result.outcomes().stream()
        .flatMap(
            outcomes ->
                outcomes instanceof RowOutcomes.OfClasses classes
                    ? lines(sweep, key, KEYED_CLASSES, List.of(classes))
                    : lines(sweep, key, KEYED_VALUES, List.of((RowOutcomes.OfValues) outcomes)));
  }

  /** A reader of outcomes of either kind. */
  static LineParser<Keyed<RowOutcomes>> outcomes() {
    LineReader<Keyed<RowOutcomes>> classes = reader(KEYED_CLASSES, SideJson::classes);
    LineReader<Keyed<RowOutcomes>> values =
        reader(KEYED_VALUES, cells -> new RowOutcomes.OfValues(cells.get(ERRORS)));
    return (text, from, length) ->
        (hasErrors(text, from, length) ? values : classes).read(text, from, length);
  }

  /** Whether a line contains the field of errors; no other field contains quotes. */
  private static boolean hasErrors(byte[] text, int from, int length) {
    byte[] field = "\"errors\":".getBytes(StandardCharsets.US_ASCII);
    return IntStream.rangeClosed(from, from + length - field.length)
        .anyMatch(i -> Arrays.equals(text, i, i + field.length, field, 0, field.length));
  }

  /** One line if the trial was tested, else none. */
  static Stream<String> detailLines(SweepId sweep, TrialResult result) {
    return result.testDetail().stream()
        .map(
            detail -> {
              ObjectNode node = labelled(sweep);
              node.put(LabelColumns.TRIAL.name(), result.trial().number());
              node.put(LabelColumns.REPEAT.name(), result.trial().repeat());
              node.put(LabelColumns.FOLD.name(), result.trial().fold());
              if (detail instanceof TestDetail.OfClasses classes) {
                node.set("confusion", Json.node(classes.confusion()));
                node.set("probabilities", Json.node(classes.probabilities()));
                node.set("correct_probabilities", Json.node(classes.correctProbabilities()));
              } else if (detail instanceof TestDetail.OfValues values) {
                node.put("rows", values.rows());
                node.set("actual", Json.node(values.actual()));
                node.set("predicted", Json.node(values.predicted()));
              }
              return Json.write(node);
            });
  }

  /** The detail of a line. */
  static Keyed<TestDetail> detail(byte[] text, int from, int length) {
    ObjectNode node = Json.object(text, from, length);
    return new Keyed<>(
        new TrialKey(
            Json.integer(node, LabelColumns.TRIAL.name()),
            Json.integer(node, LabelColumns.REPEAT.name()),
            node.has(LabelColumns.FOLD.name()) ? Json.integer(node, LabelColumns.FOLD.name()) : 0),
        node.has("predicted") ? values(node) : classes(node));
  }

  private static TestDetail classes(ObjectNode node) {
    List<List<Integer>> confusion = new ArrayList<>();
    Json.array(node, "confusion").forEach(row -> confusion.add(counts(row)));
    return new TestDetail.OfClasses(
        confusion,
        counts(Json.array(node, "probabilities")),
        counts(Json.array(node, "correct_probabilities")));
  }

  private static TestDetail values(ObjectNode node) {
    return new TestDetail.OfValues(
        Json.integer(node, "rows"),
        Json.numbers(Json.array(node, "actual")),
        Json.numbers(Json.array(node, "predicted")));
  }

  private static RowOutcomes classes(Cells cells) {
    int rows = cells.get(ROWS);
    require(rows >= 0, "Invalid images: %s, must not be negative", rows);
    return new RowOutcomes.OfClasses(rows, cells.get(CORRECT));
  }

  private static List<Integer> counts(JsonNode array) {
    List<Integer> counts = new ArrayList<>();
    for (JsonNode count : array) {
      require(count.canConvertToInt(), "a count is not a whole number");
      counts.add(count.intValue());
    }
    return counts;
  }

  private static <T> Columns<Keyed<T>> keyed(Columns<T> columns) {
    List<Column<Keyed<T>, ?>> all = new ArrayList<>();
    all.add(LabelColumns.TRIAL.of(Keyed::key));
    all.add(LabelColumns.REPEAT.of(Keyed::key));
    all.add(LabelColumns.FOLD.of(Keyed::key));
    columns.forEach(column -> all.add(column.of(Keyed::value)));
    return new Columns<>(all);
  }

  private static <T, C extends T> LineReader<Keyed<T>> reader(
      Columns<Keyed<C>> columns, Function<Cells, T> value) {
    return new LineReader<>(
        columns,
        cells ->
            new Keyed<>(
                new TrialKey(
                    cells.get(LabelColumns.TRIAL),
                    cells.get(LabelColumns.REPEAT),
                    cells.get(LabelColumns.FOLD)),
                value.apply(cells)));
  }

  private static <T> Stream<String> lines(
      SweepId sweep, TrialKey key, Columns<Keyed<T>> columns, List<T> values) {
    return values.stream()
        .map(
            value -> {
              ObjectNode node = labelled(sweep);
              columns.write(node, new Keyed<>(key, value));
              return Json.write(node);
            });
  }

  private static ObjectNode labelled(SweepId sweep) {
    ObjectNode node = Json.object();
    node.put(LabelColumns.SWEEP.name(), sweep.text());
    return node;
  }
}
