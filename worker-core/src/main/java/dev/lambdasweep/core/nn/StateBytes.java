package dev.lambdasweep.core.nn;

import dev.lambdasweep.core.linalg.Matrix;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Passes over the numbers that one network of a stack keeps between updates, always in the same
 * order. Numbers keep their bits.
 */
sealed interface StateBytes {
  /** Passes over one number; returns the one to go on with. */
  double number(double value);

  /**
   * Passes over a matrix that is kept elsewhere, in column-major order.
   *
   * @param copy matrix of its shape, not a view
   * @param load copies it there, which is done only if its numbers are needed
   * @param store copies it back, which is done only if it is replaced
   */
  void matrix(Matrix copy, Consumer<Matrix> load, Consumer<Matrix> store);

  /** Passes over a matrix, which is not a view, in column-major order. */
  default void matrix(Matrix matrix) {
    matrix(matrix, same -> {}, same -> {});
  }

  private static long bytesOf(Matrix matrix) {
    return (long) matrix.rows() * matrix.columns() * matrix.format().bytes();
  }

  /** Counts bytes. */
  final class Count implements StateBytes {
    private long bytes;

    /** Bytes of the numbers so far. */
    long bytes() {
      return bytes;
    }

    @Override
    public double number(double value) {
      bytes += Double.BYTES;
      return value;
    }

    @Override
    public void matrix(Matrix matrix, Consumer<Matrix> load, Consumer<Matrix> store) {
      bytes += bytesOf(matrix);
    }
  }

  /**
   * Writes the numbers.
   *
   * @param target buffer with enough room; its position moves on
   */
  record Writing(ByteBuffer target) implements StateBytes {
    @Override
    public double number(double value) {
      target.putDouble(value);
      return value;
    }

    @Override
    public void matrix(Matrix matrix, Consumer<Matrix> load, Consumer<Matrix> store) {
      load.accept(matrix);
      switch (matrix.format()) {
        case FLOAT32 -> target.asFloatBuffer().put(matrix.floats());
        case FLOAT64 -> target.asDoubleBuffer().put(matrix.doubles());
      }
      target.position(target.position() + (int) bytesOf(matrix));
    }
  }

  /**
   * Replaces the numbers by those of a buffer.
   *
   * @param source what {@link Writing} wrote; its position moves on
   */
  record Reading(ByteBuffer source) implements StateBytes {
    @Override
    public double number(double value) {
      return source.getDouble();
    }

    @Override
    public void matrix(Matrix matrix, Consumer<Matrix> load, Consumer<Matrix> store) {
      switch (matrix.format()) {
        case FLOAT32 -> source.asFloatBuffer().get(matrix.floats());
        case FLOAT64 -> source.asDoubleBuffer().get(matrix.doubles());
      }
      source.position(source.position() + (int) bytesOf(matrix));
      store.accept(matrix);
    }
  }
}
