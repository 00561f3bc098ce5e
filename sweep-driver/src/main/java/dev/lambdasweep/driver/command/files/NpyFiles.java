package dev.lambdasweep.driver.command.files;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a part of the rows as arrays: {@code x_train.npy} [rows × shape], float32, or uint8 for
 * images; {@code y_train.npy} [rows], int64 classes or float64 values; {@code w_train.npy} [rows],
 * float64 weights, if rows have weights. Features are as they were read, NaN where one is missing.
 */
final class NpyFiles {
  private NpyFiles() {}

  static void write(Path directory, PartOfRows part) throws IOException {
    writeFeatures(directory.resolve("x_%s.npy".formatted(part.name())), part);
    Examples examples = part.examples();
    boolean isClass = examples.task() == Task.CLASSIFICATION;
    try (NpyWriter targets = vector(directory, "y", part, isClass ? "<i8" : "<f8")) {
      for (int row : part.rows()) {
        double target = examples.targets().at(row);
        if (isClass) {
          targets.putLong((long) target);
        } else {
          targets.putDouble(target);
        }
      }
    }
    if (examples.targets().areWeighted()) {
      try (NpyWriter weights = vector(directory, "w", part, "<f8")) {
        for (int row : part.rows()) {
          weights.putDouble(examples.targets().weight(row));
        }
      }
    }
  }

  private static NpyWriter vector(Path directory, String name, PartOfRows part, String type)
      throws IOException {
    return new NpyWriter(
        directory.resolve("%s_%s.npy".formatted(name, part.name())), type, List.of(part.size()));
  }

  private static void writeFeatures(Path file, PartOfRows part) throws IOException {
    Examples examples = part.examples();
    List<Integer> shape = new ArrayList<>(List.of(part.size()));
    shape.addAll(examples.shape());
    int inputs = examples.inputs();
    try (NpyWriter features = new NpyWriter(file, examples.areBytes() ? "|u1" : "<f4", shape)) {
      ByteBuffer bytes = ByteBuffer.allocate(examples.areBytes() ? inputs : 0);
      for (int row : part.rows()) {
        if (examples.areBytes()) {
          examples.copyFeatures(row, bytes, 0);
        }
        for (int input = 0; input < inputs; input++) {
          if (examples.areBytes()) {
            features.putByte(bytes.get(input));
          } else {
            features.putFloat(examples.feature(row, input));
          }
        }
      }
    }
  }
}
