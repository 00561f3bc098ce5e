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
import dev.lambdasweep.driver.trial.ImageOutcomes;
import dev.lambdasweep.driver.trial.TestDetail;
import dev.lambdasweep.driver.trial.TrialResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The data stored with a row, as lines of JSON: the points of its curve, its outcomes image by
 * image, what is kept of the test images.
 */
final class SideJson {
  private static final Column<ImageOutcomes, Integer> IMAGES =
      new Column<>("images", CellType.INTEGER, ImageOutcomes::images);
  private static final Column<ImageOutcomes, BitSet> CORRECT =
      new Column<>("correct", CellType.BITS, ImageOutcomes::correct);

  private static final Columns<ImageOutcomes> OUTCOMES = new Columns<>(List.of(IMAGES, CORRECT));
  private static final Columns<Keyed<ImageOutcomes>> KEYED_OUTCOMES = keyed(OUTCOMES);
  private static final Columns<Keyed<CurvePoint>> KEYED_POINTS = keyed(CurveColumns.COLUMNS);

  private SideJson() {}

  /** One line per point of the trial's curve. */
  static Stream<String> curveLines(SweepId sweep, TrialResult result) {
    return lines(sweep, result, KEYED_POINTS, result.curve());
  }

  /** A reader of points of curves. */
  static LineParser<Keyed<CurvePoint>> curves() {
    return reader(KEYED_POINTS, CurveColumns::point)::read;
  }

  /** One line if the trial is complete, else none. */
  static Stream<String> outcomeLines(SweepId sweep, TrialResult result) {
    return lines(sweep, result, KEYED_OUTCOMES, result.outcomes());
  }

  /** A reader of outcomes. */
  static LineParser<Keyed<ImageOutcomes>> outcomes() {
    return reader(KEYED_OUTCOMES, SideJson::outcomes)::read;
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
              node.set("confusion", Json.node(detail.confusion()));
              node.set("probabilities", Json.node(detail.probabilities()));
              node.set("correct_probabilities", Json.node(detail.correctProbabilities()));
              return Json.write(node);
            });
  }

  /** The detail of a line. */
  static Keyed<TestDetail> detail(byte[] text, int from, int length) {
    ObjectNode node = Json.object(text, from, length);
    List<List<Integer>> confusion = new ArrayList<>();
    Json.array(node, "confusion").forEach(row -> confusion.add(counts(row)));
    return new Keyed<>(
        new TrialKey(
            Json.integer(node, LabelColumns.TRIAL.name()),
            Json.integer(node, LabelColumns.REPEAT.name()),
            node.has(LabelColumns.FOLD.name()) ? Json.integer(node, LabelColumns.FOLD.name()) : 0),
        new TestDetail(
            confusion,
            counts(Json.array(node, "probabilities")),
            counts(Json.array(node, "correct_probabilities"))));
  }

  private static ImageOutcomes outcomes(Cells cells) {
    int images = cells.get(IMAGES);
    require(images >= 0, "Invalid images: %s, must not be negative", images);
    return new ImageOutcomes(images, cells.get(CORRECT));
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

  private static <T> LineReader<Keyed<T>> reader(
      Columns<Keyed<T>> columns, Function<Cells, T> value) {
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
      SweepId sweep, TrialResult result, Columns<Keyed<T>> columns, List<T> values) {
    TrialKey key = TrialKey.of(result.trial());
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
