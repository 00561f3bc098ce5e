package dev.lambdasweep.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lambdasweep.core.linalg.Format;
import dev.lambdasweep.core.linalg.Matrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors of a file that is being read. An invalid tensor is an IllegalArgumentException,
 * thrown before anything is allocated for it.
 *
 * @param header header of the file, which gives the position of each tensor
 * @param data content that follows the header
 */
record Tensors(JsonNode header, ByteBuffer data) {
  Matrix weights(String name, int rows, int columns) {
    return matrix(name, List.of(rows, columns), rows, columns);
  }

  Matrix biases(String name, int rows) {
    return matrix(name, List.of(rows), rows, 1);
  }

  private Matrix matrix(String name, List<Integer> shape, int rows, int columns) {
    ByteBuffer numbers = numbers(name, shape, List.of("F32", "F64"));
    boolean single = type(name).equals("F32");
    Matrix matrix = Matrix.zeros(single ? Format.FLOAT32 : Format.FLOAT64, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, single ? numbers.getFloat() : numbers.getDouble());
      }
    }
    return matrix;
  }

  double[] vector(String name, int length) {
    ByteBuffer numbers = numbers(name, List.of(length), List.of("F64"));
    double[] vector = new double[length];
    numbers.asDoubleBuffer().get(vector);
    return vector;
  }

  private String type(String name) {
    return header.path(name).path("dtype").asText();
  }

  private ByteBuffer numbers(String name, List<Integer> shape, List<String> types) {
    JsonNode tensor = header.path(name);
    List<Integer> written = new ArrayList<>();
    tensor.path("shape").forEach(length -> written.add(length.asInt()));
    long from = tensor.path("data_offsets").path(0).asLong(-1);
    long to = tensor.path("data_offsets").path(1).asLong(-1);
    long count = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    int width = type(name).equals("F32") ? 4 : 8;
    // in this order, so that no difference or product overflows a long
    boolean fits =
        from >= 0
            && from <= to
            && to <= data.limit()
            && (to - from) % width == 0
            && (to - from) / width == count;
    if (!types.contains(type(name)) || !written.equals(shape) || !fits) {
      throw new IllegalArgumentException(
          "tensor " + name + " is not " + shape + " numbers of type " + String.join(" or ", types));
    }
    return data.slice((int) from, (int) (to - from)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
