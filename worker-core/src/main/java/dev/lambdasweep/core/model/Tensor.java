package dev.lambdasweep.core.model;

import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One tensor to be written.
 *
 * @param type type of the numbers, F32 or F64
 * @param shape lengths of the dimensions, slowest first
 * @param numbers the numbers, row-major and little-endian
 */
record Tensor(String type, List<Integer> shape, ByteBuffer numbers) {
  static Tensor of(Matrix matrix, Integer... shape) {
    boolean single = matrix.format() == Format.FLOAT32;
    ByteBuffer buffer = buffer(matrix.rows() * matrix.columns() * matrix.format().bytes());
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        if (single) {
          buffer.putFloat((float) matrix.at(i, j));
        } else {
          buffer.putDouble(matrix.at(i, j));
        }
      }
    }
    return new Tensor(single ? "F32" : "F64", List.of(shape), buffer.flip());
  }

  static Tensor of(double[] vector) {
    ByteBuffer buffer = buffer(vector.length * 8);
    for (double value : vector) {
      buffer.putDouble(value);
    }
    return new Tensor("F64", List.of(vector.length), buffer.flip());
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
