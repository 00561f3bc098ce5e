package dev.lambdasweep.driver.command.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.InputColumn;
import dev.lambdasweep.core.data.LabelColumn;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.data.Targets;
import dev.lambdasweep.core.data.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFilesTest {
  /** Three images of 2 × 1 × 2 bytes. */
  private static final Examples IMAGES =
      new Examples(
          new byte[] {0, 1, 2, (byte) 255, 4, 5, 6, 7, 8, 9, 10, 11},
          new byte[] {1, 0, 2},
          3,
          List.of(2, 1, 2));

  /** Three rows of a table with weights and a missing number. */
  private static final Examples TABLE =
      Examples.ofFloats(
              new float[][] {{0.1f, 1, Float.NaN, 1, -3.5f, 0}},
              Targets.values(new double[] {0.1, 2, -1e-9}).withWeights(new double[] {1, 2, 3}),
              List.of(2))
          .with(
              new TableSchema(
                  List.of(
                      InputColumn.number("a, \"b\"", "double", false),
                      InputColumn.number("c", "double", false)),
                  new LabelColumn("price", "double", Task.REGRESSION, List.of()),
                  true));

  @TempDir Path directory;

  @Test
  void bytesAreThoseOfNumpysFormat() throws IOException {
    NpyFiles.write(directory, new PartOfRows("train", IMAGES, new int[] {2, 0}));

    // of numpy.save
    String header =
        "\u0093NUMPY\u0001\u0000v\u0000{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 1, 2), }";
    assertThat(Files.readString(directory.resolve("x_train.npy"), ISO_8859_1))
        .isEqualTo(
            header + " ".repeat(127 - header.length()) + "\n\b\t\n\u000b\u0000\u0001\u0002\u00ff");
    String vector =
        "\u0093NUMPY\u0001\u0000v\u0000{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }";
    ByteBuffer labels = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    labels.putLong(2).putLong(1);
    assertThat(Files.readString(directory.resolve("y_train.npy"), ISO_8859_1))
        .isEqualTo(
            vector
                + " ".repeat(127 - vector.length())
                + "\n"
                + new String(labels.array(), ISO_8859_1));
    assertThat(directory.resolve("w_train.npy")).doesNotExist();
  }

  @Test
  void floatsAndWeightsAreReadAsTheyWere() throws IOException {
    NpyFiles.write(directory, new PartOfRows("valid", TABLE, new int[] {1, 2, 0}));

    assertThat(NpyReader.read(directory.resolve("x_valid.npy")).values())
        .isEqualTo(new double[][] {{Double.NaN, 1}, {-3.5, 0}, {0.1f, 1}});
    assertThat(NpyReader.read(directory.resolve("y_valid.npy")).values())
        .isEqualTo(new double[][] {{2}, {-1e-9}, {0.1}});
    assertThat(NpyReader.read(directory.resolve("w_valid.npy")).values())
        .isEqualTo(new double[][] {{1}, {1.5}, {0.5}});
  }

  @Test
  void textHasAHeaderAndEmptyCells() throws IOException {
    CsvFiles.write(directory, new PartOfRows("train", TABLE, new int[] {1, 2, 0}));
    CsvFiles.write(directory, new PartOfRows("valid", IMAGES, new int[] {0}));

    assertThat(directory.resolve("train.csv"))
        .hasContent(
            """
            "a, ""b""\",c,price,weight
            ,1,2,1
            -3.5,0,-1.0E-9,1.5
            0.1,1,0.1,0.5
            """);
    assertThat(directory.resolve("valid.csv")).hasContent("x0,x1,x2,x3,label\n0,1,2,255,1\n");
  }

  @Test
  void parquetHasTypedColumns() throws IOException {
    ParquetFiles.write(directory, new PartOfRows("train", TABLE, new int[] {1, 0}));
    ParquetFiles.write(directory, new PartOfRows("valid", IMAGES, new int[] {0}));

    assertThat(rows("train.parquet"))
        .containsExactly(
            "c: 1.0\nprice: 2.0\nweight: 1.0\n",
            "a, \"b\": 0.1\nc: 1.0\nprice: 0.1\nweight: 0.5\n");
    assertThat(rows("valid.parquet")).containsExactly("x0: 0\nx1: 1\nx2: 2\nx3: 255\nlabel: 1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello, this is text | it is no .npy file",
        "\u0093NUMPY\u0001\u0000v\u0000{'descr | it is cut off",
        "\u0093NUMPY\u0001\u0000\u0010\u0000{'descr': '<U3'} | its header is {'descr': '<U3'}, must be of"
            + " little-endian numbers in one or two dimensions",
      })
  void otherFilesAreRefused(String content, String problem) throws IOException {
    Path file = directory.resolve("a.npy");
    Files.writeString(file, content, ISO_8859_1);
    assertThatThrownBy(() -> NpyReader.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(problem);
  }

  @Test
  void arraysByColumnAreRead() throws IOException {
    String header =
        "\u0093NUMPY\u0002\u0000F\u0000\u0000\u0000{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }";
    Path file = directory.resolve("a.npy");
    Files.writeString(
        file,
        header + " ".repeat(81 - header.length()) + "\n\u0001\u0004\u0002\u0005\u0003\u0006",
        ISO_8859_1);
    assertThat(NpyReader.read(file).values()).isEqualTo(new double[][] {{1, 2, 3}, {4, 5, 6}});
  }

  private List<String> rows(String name) throws IOException {
    InputFile file = new LocalInputFile(directory.resolve(name));
    List<String> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        new ParquetReader.Builder<Group>(file, new PlainParquetConfiguration()) {
          @Override
          protected GroupReadSupport getReadSupport() {
            return new GroupReadSupport();
          }
        }.build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row.toString());
      }
    }
    return rows;
  }
}
