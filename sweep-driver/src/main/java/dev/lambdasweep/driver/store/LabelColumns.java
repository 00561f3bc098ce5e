package dev.lambdasweep.driver.store;

import dev.lambdasweep.driver.store.column.CellType;
import dev.lambdasweep.driver.store.column.Column;

/** Columns that say to which sweep and trial a row belongs. */
public final class LabelColumns {
  public static final Column<Sweep, String> SWEEP =
      new Column<>("sweep", CellType.TEXT, sweep -> sweep.id().text());
  public static final Column<Sweep, String> NAME = new Column<>("name", CellType.TEXT, Sweep::name);
  public static final Column<Sweep, String> KIND =
      new Column<>("kind", CellType.TEXT, sweep -> sweep.kind().word());
  public static final Column<Sweep, String> PARENT =
      new Column<>("parent", CellType.TEXT_OR_NULL, Sweep::parent);
  public static final Column<TrialKey, Integer> TRIAL =
      new Column<>("trial", CellType.INTEGER, TrialKey::number);
  public static final Column<TrialKey, Integer> REPEAT =
      new Column<>("repeat", CellType.INTEGER, TrialKey::repeat);
  public static final Column<TrialKey, Integer> FOLD =
      new Column<>("fold", CellType.INTEGER, TrialKey::fold).laterThan(0);

  private LabelColumns() {}
}
