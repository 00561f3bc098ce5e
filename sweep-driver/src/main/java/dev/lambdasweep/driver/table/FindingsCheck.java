package dev.lambdasweep.driver.table;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.InputColumn.Kind;
import dev.lambdasweep.driver.setting.MissingValues;
import dev.lambdasweep.driver.setting.SettingValues;
import dev.lambdasweep.driver.setting.Settings;
import dev.lambdasweep.driver.table.row.ColumnFindings;
import dev.lambdasweep.driver.table.row.Counts;
import dev.lambdasweep.driver.table.row.Field;
import dev.lambdasweep.driver.table.row.Findings;
import dev.lambdasweep.driver.table.row.RowUse;
import dev.lambdasweep.driver.table.row.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Requires that rows can be trained, validated or tested on.
 *
 * @param act what is to be done: "train on penguins.csv"
 * @param values settings of the data
 * @param selection which columns are what
 * @param found what the rows hold
 */
record FindingsCheck(String act, SettingValues values, Selection selection, Findings found) {
  private static final int MOST_LISTED = 20;

  /** Requires rows, of which some are not held out. */
  void requireRows() {
    if (found.rows() + found.notWanted() == 0) {
      throw UserException.of("Cannot %s: it has no rows (give rows)", act);
    }
    if (found.rows() == 0) {
      throw UserException.of(
          "Cannot %s: all of its %s are test rows (hold fewer rows out)",
          act, Counts.of(found.notWanted(), "row"));
    }
    if (found.kept() == 0) {
      throw UserException.of(
          "Cannot %s: data.table.missing = skip leaves no row, since all %s have missing"
              + " values, in %s (leave columns out with data.table.exclude, or set"
              + " data.table.missing = mean)",
          act, Counts.of(found.rows(), "row"), counted(ColumnFindings::missing, "row"));
    }
    if (found.kept() == 1) {
      throw UserException.of(
          "Cannot %s: it has 1 row to train and validate on (give at least two rows)", act);
    }
  }

  /** Requires that the column for uses, if there is one, has no other values. */
  void requireUses() {
    selection.split().ifPresent(split -> requireUses(split.name()));
  }

  private void requireUses(String column) {
    if (!found.otherUses().isEmpty()) {
      String others =
          found.otherUses().entrySet().stream()
              .map(other -> "%s (%s)".formatted(other.getKey(), Counts.of(other.getValue(), "row")))
              .collect(Collectors.joining(", "));
      throw UserException.of(
          "Cannot %s: its column %s has the value %s, must be train, validation or test"
              + " (change it, or set another data.validation.column)",
          act, column, others);
    }
    for (RowUse use : List.of(RowUse.TRAIN, RowUse.VALIDATION)) {
      if (found.rows(use) == 0) {
        throw UserException.of(
            "Cannot %s: no row has the value %s in its column %s (give some it, or set"
                + " data.validation.share instead of data.validation.column)",
            act, use.word(), column);
      }
    }
  }

  /** Requires numbers that floats can hold. */
  void requireFinite() {
    String beyond = counted(ColumnFindings::beyondFloat, "value");
    if (!beyond.isEmpty()) {
      throw UserException.of(
          "Cannot %s: numbers are infinite or beyond ±3.4e38, which no float can hold, in"
              + " %s (leave columns out with data.table.exclude, or change them in"
              + " data.table.query)",
          act, beyond);
    }
  }

  /** Requires values where they may not be missing. */
  void requirePresent() {
    MissingValues missing = values.get(Settings.MISSING);
    String counts = counted(ColumnFindings::missing, "row");
    if (missing == MissingValues.FAIL && !counts.isEmpty()) {
      throw UserException.of(
          "Cannot %s: values are missing in %s (set data.table.missing to mean or skip, or"
              + " leave columns out with data.table.exclude)",
          act, counts);
    }
    if (missing == MissingValues.MEAN) {
      requireFillable();
    }
  }

  private void requireFillable() {
    List<String> needed = new ArrayList<>();
    addCount(needed, selection.label(), found.label().missing(), "row");
    selection.weight().ifPresent(field -> addCount(needed, field, found.weight().missing(), "row"));
    for (int i = 0; i < selection.features().size(); i++) {
      Field field = selection.features().get(i);
      long missing = found.features().get(i).missing();
      Kind kind = selection.kinds().get(i);
      if (kind == Kind.VECTOR || kind == Kind.IMAGE) {
        addCount(needed, field, missing, "row");
      } else if (missing == found.kept()) {
        throw UserException.of(
            "Cannot %s: its column %s has no value at all (leave it out with"
                + " data.table.exclude)",
            act, field.name());
      }
    }
    if (!needed.isEmpty()) {
      throw UserException.of(
          "Cannot %s: values are missing in %s, where none can stand in for them (set"
              + " data.table.missing = skip)",
          act, String.join(", ", needed));
    }
  }

  /** Requires vectors and images of one length, which the shape fits. */
  void requireLengths() {
    for (int i = 0; i < selection.features().size(); i++) {
      Kind kind = selection.kinds().get(i);
      if (kind == Kind.VECTOR || kind == Kind.IMAGE) {
        requireLengths(selection.features().get(i), found.features().get(i), kind);
      }
    }
  }

  private void requireLengths(Field field, ColumnFindings findings, Kind kind) {
    String elements = kind == Kind.VECTOR ? "elements" : "bytes";
    if (findings.shortest() != findings.longest()) {
      throw UserException.of(
          "Cannot %s: the values of its column %s have from %d to %d %s, must all have the"
              + " same number (change them in data.table.query)",
          act, field.name(), findings.shortest(), findings.longest(), elements);
    }
    if (findings.longest() == 0) {
      throw UserException.of(
          "Cannot %s: the values of its column %s have no %s (leave it out with"
              + " data.table.exclude)",
          act, field.name(), elements);
    }
  }

  /** Requires weights of at least 0, of which one is above. */
  void requireWeights() {
    if (selection.weight().isEmpty()) {
      return;
    }
    String column = selection.weight().orElseThrow().name();
    if (found.weight().negative() > 0) {
      throw UserException.of(
          "Cannot %s: %s of its column %s, which data.table.weight names, %s below 0, must"
              + " be at least 0 (change them in data.table.query)",
          act,
          Counts.of(found.weight().negative(), "weight"),
          column,
          found.weight().negative() == 1 ? "is" : "are");
    }
    if (found.weight().sum() == 0) {
      throw UserException.of(
          "Cannot %s: all weights of its column %s are 0, at least one must be above"
              + " (name another column with data.table.weight)",
          act, column);
    }
  }

  /** Every column with its count, "age (3 rows), sex (1 row)", of those that have any. */
  private String counted(ToLongFunction<ColumnFindings> count, String thing) {
    List<String> counts = new ArrayList<>();
    for (int i = 0; i < selection.features().size(); i++) {
      long its = count.applyAsLong(found.features().get(i));
      addCount(counts, selection.features().get(i), its, thing);
    }
    addCount(counts, selection.label(), count.applyAsLong(found.label()), thing);
    long weights = count.applyAsLong(found.weight());
    selection.weight().ifPresent(field -> addCount(counts, field, weights, thing));
    return counts.size() <= MOST_LISTED
        ? String.join(", ", counts)
        : String.join(", ", counts.subList(0, MOST_LISTED))
            + " and %d more columns".formatted(counts.size() - MOST_LISTED);
  }

  private static void addCount(List<String> counts, Field field, long count, String thing) {
    if (count > 0) {
      counts.add(field.name() + " (" + Counts.of(count, thing) + ")");
    }
  }
}
