package dev.lambdasweep.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.InputColumn;
import dev.lambdasweep.core.data.LabelColumn;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.InitialWeights;
import dev.lambdasweep.core.nn.Layer;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Penalty;
import dev.lambdasweep.core.optim.Penalty.Convention;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFileTest {

  @ParameterizedTest
  @EnumSource(Precision.class)
  void readsBackTheSameBits(Precision precision) {
    Model model = Models.small(precision);
    Model read = ModelFile.read(ModelFile.write(model), "a.safetensors");
    assertThat(read.network().spec()).isEqualTo(model.network().spec());
    assertThat(read.network().precision()).isEqualTo(precision);
    for (int p = 0; p < model.network().parameters().size(); p++) {
      Matrix expected = model.network().parameters().get(p);
      Matrix actual = read.network().parameters().get(p);
      for (int i = 0; i < expected.rows(); i++) {
        for (int j = 0; j < expected.columns(); j++) {
          assertThat(actual.at(i, j)).isEqualTo(expected.at(i, j));
        }
      }
    }
    assertThat(read.penalty()).isEqualTo(model.penalty());
    assertThat(read.standardizer()).isEqualTo(model.standardizer());
    assertThat(read.notes()).isEqualTo(model.notes());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void writesWhatAnotherReaderOfTheFormatFinds(Precision precision) throws IOException {
    Model model = Models.small(precision);
    ByteBuffer file = ByteBuffer.wrap(ModelFile.write(model)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = (int) file.getLong();
    byte[] header = new byte[headerLength];
    file.get(header);
    assertThat(header[0]).isEqualTo((byte) '{');
    JsonNode root = new ObjectMapper().readTree(header);
    int data = 8 + headerLength;

    for (int l = 0; l < 2; l++) {
      Layer layer = model.network().layers().get(l);
      JsonNode weight = root.get("layers." + l + ".weight");
      JsonNode bias = root.get("layers." + l + ".bias");
      int columns = layer.weights().columns();
      assertThat(ints(weight.get("shape"))).containsExactly(layer.weights().rows(), columns);
      assertThat(ints(bias.get("shape"))).containsExactly(layer.weights().rows());
      for (int i = 0; i < layer.weights().rows(); i++) {
        assertThat(number(file, data, bias, i)).isEqualTo(layer.biases().at(i, 0));
        for (int j = 0; j < columns; j++) {
          assertThat(number(file, data, weight, i * columns + j))
              .isEqualTo(layer.weights().at(i, j));
        }
      }
    }
    String type = precision == Precision.FLOAT64 ? "F64" : "F32";
    assertThat(root.get("layers.1.weight").get("dtype").asText()).isEqualTo(type);
    assertThat(root.get("layers.1.bias").get("dtype").asText()).isEqualTo(type);
    for (int i = 0; i < 3; i++) {
      assertThat(number(file, data, root.get("standardizer.mean"), i))
          .isEqualTo(model.standardizer().mean()[i]);
      assertThat(number(file, data, root.get("standardizer.deviation"), i))
          .isEqualTo(model.standardizer().deviation()[i]);
    }
    assertThat(root.get("standardizer.mean").get("dtype").asText()).isEqualTo("F64");

    JsonNode metadata = root.get("__metadata__");
    assertThat(metadata.properties()).allMatch(entry -> entry.getValue().isTextual());
    assertThat(metadata.get("format").asText()).isEqualTo("lambda-sweep 1");
    assertThat(metadata.get("network").asText())
        .isEqualTo(
            "{\"inputs\":3,\"hidden\":[5],\"classes\":4,\"activation\":\"relu\","
                + "\"loss\":\"softmax_cross_entropy\",\"precision\":\"%s\",\"lambda\":0.007,"
                    .formatted(precision.name().toLowerCase(Locale.ROOT))
                + "\"l2\":\"half_lambda\"}");
    assertThat(metadata.get("note.trial").asText()).isEqualTo("7");
    assertThat(metadata.get("note.point").asText()).isEqualTo("{λ=\"1\"}");
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void laysOutTensorsWithoutHolesAndAligned(Precision precision) throws IOException {
    byte[] bytes = ModelFile.write(Models.small(precision));
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = (int) file.getLong();
    JsonNode root = new ObjectMapper().readTree(Arrays.copyOfRange(bytes, 8, 8 + headerLength));
    assertThat(headerLength % 8).isEqualTo(0);
    List<JsonNode> tensors = new ArrayList<>();
    root.properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("__metadata__")) {
                tensors.add(entry.getValue());
              }
            });
    assertThat(tensors).hasSize(6);
    tensors.sort(Comparator.comparingInt(tensor -> ints(tensor.get("data_offsets")).get(0)));
    int end = 0;
    for (JsonNode tensor : tensors) {
      int width = tensor.get("dtype").asText().equals("F32") ? 4 : 8;
      int numbers = ints(tensor.get("shape")).stream().reduce(1, Math::multiplyExact);
      assertThat(ints(tensor.get("data_offsets"))).containsExactly(end, end + numbers * width);
      assertThat(end % width).isEqualTo(0);
      end += numbers * width;
    }
    assertThat(8 + headerLength + end).isEqualTo(bytes.length);
  }

  @Test
  void writesTheSameBytesAgain() {
    byte[] bytes = ModelFile.write(Models.small(Precision.FLOAT32));
    assertThat(ModelFile.write(ModelFile.read(bytes, "a.safetensors"))).isEqualTo(bytes);
  }

  @Test
  void keepsASoftmaxRegression() {
    NetworkSpec spec =
        new NetworkSpec(3, List.of(), 4, Activation.RELU, Loss.SOFTMAX_CROSS_ENTROPY);
    Network network = Network.initial(spec, new InitialWeights.FanIn(), Precision.FLOAT32, 1);
    Model model =
        new Model(
            network,
            new Penalty(0, Convention.LAMBDA),
            new Standardizer(new double[3], new double[] {1, 1, 1}),
            List.of(),
            Map.of());
    Model read = ModelFile.read(ModelFile.write(model), "a.safetensors");
    assertThat(read.network().spec()).isEqualTo(spec);
    assertThat(read.network().layers().get(0).weights().floats())
        .containsExactly(network.layers().get(0).weights().floats());
    assertThat(read.penalty()).isEqualTo(new Penalty(0, Convention.LAMBDA));
  }

  @Test
  void keepsActivationAndLoss() {
    NetworkSpec spec =
        new NetworkSpec(
            3, List.of(5, 2), 4, Activation.SIGMOID, Loss.MULTIPLE_BINARY_CROSS_ENTROPY);
    Network network = Network.initial(spec, new InitialWeights.Xavier(), Precision.FLOAT32, 1);
    Model model =
        new Model(
            network,
            new Penalty(0, Convention.LAMBDA),
            new Standardizer(new double[3], new double[] {1, 1, 1}),
            List.of(),
            Map.of());
    Model read = ModelFile.read(ModelFile.write(model), "a.safetensors");
    assertThat(read.network().spec()).isEqualTo(spec);
  }

  @Test
  void keepsHowAModelOfATableReadsRowsAndScalesItsTarget() {
    TableSchema schema =
        new TableSchema(
            List.of(
                InputColumn.number("größe, m", "double", true),
                InputColumn.category("island", "string", List.of("Biscoe", "a \"b\""), false)),
            new LabelColumn("price", "double", Task.REGRESSION, List.of()),
            true);
    NetworkSpec spec = new NetworkSpec(4, List.of(3), 1, Activation.RELU, Loss.HUBER);
    Model model =
        new Model(
            Network.initial(spec, new InitialWeights.FanIn(), Precision.FLOAT32, 1),
            new Penalty(0, Convention.LAMBDA),
            new Standardizer(new double[4], new double[] {1, 1, 1, 1}, 1000.5, 2),
            List.of(schema),
            Map.of());
    Model read = ModelFile.read(ModelFile.write(model), "a.safetensors");
    assertThat(read.schema()).contains(schema);
    assertThat(read.standardizer()).isEqualTo(model.standardizer());
    assertThat(read.network().spec()).isEqualTo(spec);
  }

  @Test
  void readsThePrecisionOfAFileWithoutOneFromItsTensors() {
    // like files of older versions; spaces preserve the header's length
    for (Precision precision : List.of(Precision.FLOAT32, Precision.FLOAT64)) {
      String key =
          "\\\"precision\\\":\\\"%s\\\",".formatted(precision.name().toLowerCase(Locale.ROOT));
      byte[] bytes = ModelFile.write(Models.small(precision));
      String file = new String(bytes, StandardCharsets.ISO_8859_1);
      assertThat(file).contains(key);
      byte[] older =
          file.replace(key, " ".repeat(key.length())).getBytes(StandardCharsets.ISO_8859_1);
      assertThat(ModelFile.read(older, "a.safetensors").network().precision()).isEqualTo(precision);
    }
  }

  @Test
  void refusesAPrecisionThatIsNotOfItsTensors() {
    byte[] bytes = ModelFile.write(Models.small(Precision.FLOAT32));
    byte[] other =
        new String(bytes, StandardCharsets.ISO_8859_1)
            .replace("float32", "float64")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ModelFile.read(other, "a.safetensors"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read model a.safetensors: Invalid weights of layer 1: Matrix[5 x 3, FLOAT32],"
                + " must be FLOAT64 (it must be a .safetensors file that final has saved)");
  }

  @Test
  void readsAFileWithoutALossAsSoftmaxCrossEntropy() {
    // like files of older versions; spaces preserve the header's length
    String key = "\\\"loss\\\":\\\"softmax_cross_entropy\\\",";
    byte[] bytes = ModelFile.write(Models.small(Precision.FLOAT32));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(key);
    byte[] older =
        text.replace(key, " ".repeat(key.length())).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(ModelFile.read(older, "a.safetensors").network().spec())
        .isEqualTo(Models.small(Precision.FLOAT32).network().spec());
  }

  @Test
  void refusesAStandardizerOfAnotherWidth() {
    Model model = Models.small(Precision.FLOAT32);
    Standardizer other = new Standardizer(new double[2], new double[] {1, 1});
    assertThatThrownBy(
            () -> new Model(model.network(), model.penalty(), other, List.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid standardizer: 2 inputs, must be the network's 3");
  }

  private static List<Integer> ints(JsonNode array) {
    List<Integer> ints = new ArrayList<>();
    array.forEach(element -> ints.add(element.intValue()));
    return ints;
  }

  /** The i-th number of a tensor. */
  private static double number(ByteBuffer file, int data, JsonNode tensor, int i) {
    int from = data + tensor.get("data_offsets").get(0).intValue();
    return tensor.get("dtype").asText().equals("F32")
        ? file.getFloat(from + 4 * i)
        : file.getDouble(from + 8 * i);
  }
}
