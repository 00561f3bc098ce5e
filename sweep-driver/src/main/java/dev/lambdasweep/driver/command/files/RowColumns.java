package dev.lambdasweep.driver.command.files;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.TableSchema;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The columns of data as a table: its inputs, its target, and its weight if it has weights.
 *
 * @param inputs names of the inputs: those of a table's columns, or x0, x1, …
 * @param target name of the target
 * @param isWeighted whether there is a last column {@code weight}
 */
record RowColumns(List<String> inputs, String target, boolean isWeighted) {
  static final String WEIGHT = "weight";

  static RowColumns of(Examples examples) {
    return new RowColumns(
        examples
            .schema()
            .map(TableSchema::inputNames)
            .orElseGet(
                () ->
                    IntStream.range(0, examples.inputs()).mapToObj(input -> "x" + input).toList()),
        examples.schema().map(schema -> schema.label().name()).orElse("label"),
        examples.targets().areWeighted());
  }
}
