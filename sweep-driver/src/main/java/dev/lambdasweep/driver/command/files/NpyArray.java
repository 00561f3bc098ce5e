package dev.lambdasweep.driver.command.files;

/** An array of numbers that was read from a file. */
public final class NpyArray {
  private final int rows;
  private final int columns;
  private final double[][] values;

  /**
   * An array.
   *
   * @param rows length of the first dimension
   * @param columns length of the second dimension; 1 if there is none
   * @param values [rows][columns]; not copied
   */
  NpyArray(int rows, int columns, double[][] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /** Length of the first dimension. */
  public int rows() {
    return rows;
  }

  /** Length of the second dimension; 1 if there is none. */
  public int columns() {
    return columns;
  }

  /** A number. */
  public double at(int row, int column) {
    return values[row][column];
  }

  /** [rows][columns], a copy. */
  public double[][] values() {
    double[][] copy = new double[rows][];
    for (int i = 0; i < rows; i++) {
      copy[i] = values[i].clone();
    }
    return copy;
  }
}
