package dev.lambdasweep.driver.command.files;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Task;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Writes a part of the rows as a Parquet file, {@code train.parquet}: all inputs, float or unsigned
 * byte; the number of the class, int64, or the value, double; the weight, double, if rows have
 * weights. A missing number is null.
 */
final class ParquetFiles {
  private static final LogicalTypeAnnotation UNSIGNED_BYTE =
      LogicalTypeAnnotation.intType(Byte.SIZE, false);

  private ParquetFiles() {}

  static void write(Path directory, PartOfRows part) throws IOException {
    Examples examples = part.examples();
    RowColumns columns = RowColumns.of(examples);
    MessageType schema = schema(columns, examples);
    SimpleGroupFactory groups = new SimpleGroupFactory(schema);
    Path file = directory.resolve(part.name() + ".parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      for (int row : part.rows()) {
        writer.write(group(groups.newGroup(), columns, examples, row));
      }
    }
  }

  private static MessageType schema(RowColumns columns, Examples examples) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    for (String input : columns.inputs()) {
      if (examples.areBytes()) {
        schema.addField(Types.required(PrimitiveTypeName.INT32).as(UNSIGNED_BYTE).named(input));
      } else {
        schema.addField(Types.optional(PrimitiveTypeName.FLOAT).named(input));
      }
    }
    boolean isClass = examples.task() == Task.CLASSIFICATION;
    schema.addField(
        Types.required(isClass ? PrimitiveTypeName.INT64 : PrimitiveTypeName.DOUBLE)
            .named(columns.target()));
    if (columns.isWeighted()) {
      schema.addField(Types.required(PrimitiveTypeName.DOUBLE).named(RowColumns.WEIGHT));
    }
    return schema.named("rows");
  }

  private static Group group(Group group, RowColumns columns, Examples examples, int row) {
    int inputs = examples.inputs();
    for (int input = 0; input < inputs; input++) {
      float value = examples.feature(row, input);
      if (examples.areBytes()) {
        group.add(input, (int) value);
      } else if (!Float.isNaN(value)) {
        group.add(input, value);
      }
    }
    double target = examples.targets().at(row);
    if (examples.task() == Task.CLASSIFICATION) {
      group.add(inputs, (long) target);
    } else {
      group.add(inputs, target);
    }
    if (columns.isWeighted()) {
      group.add(inputs + 1, examples.targets().weight(row));
    }
    return group;
  }
}
