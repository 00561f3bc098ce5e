package dev.lambdasweep.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.core.linalg.Matrix;
import dev.lambdasweep.core.nn.Activation;
import dev.lambdasweep.core.nn.Layer;
import dev.lambdasweep.core.nn.Loss;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.nn.NetworkSpec;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.optim.Penalty;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Models as safetensors files: an 8-byte little-endian length, a JSON header, the tensors.
 *
 * <p>Tensors: {@code layers.<l>.weight} [outputs, inputs] and {@code layers.<l>.bias} [outputs] of
 * every layer from 0, row-major, F32 or F64; {@code standardizer.mean} and {@code
 * standardizer.deviation} [inputs], F64, which come first, and for values as targets {@code
 * standardizer.target} [mean, deviation], F64. The network's output for an example x is then W ·
 * f(W · (x − mean) / deviation + b) + b, with the activation f; a value is that output times the
 * target's deviation plus its mean. The header's {@code __metadata__} holds {@code format}, {@code
 * network} (a JSON text: inputs, hidden, classes or outputs, activation, loss, precision, lambda,
 * l2), for tables {@code table} (a JSON text, see {@link SchemaJson}), and the notes. Nothing in a
 * file is executed or deserialized as an object.
 *
 * <p>Source: https://huggingface.co/docs/safetensors.
 */
public final class ModelFile {
  private static final String FORMAT = "lambda-sweep 1";
  private static final String NOTE_PREFIX = "note.";
  private static final int LARGEST_HEADER = 100_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelFile() {}

  /** The content of a file with the model. */
  public static byte[] write(Model model) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    // float64 first: after an odd number of float32s it would not be aligned
    tensors.put("standardizer.mean", Tensor.of(model.standardizer().mean()));
    tensors.put("standardizer.deviation", Tensor.of(model.standardizer().deviation()));
    if (isOfValues(model.network().spec())) {
      Standardizer standardizer = model.standardizer();
      tensors.put(
          "standardizer.target",
          Tensor.of(new double[] {standardizer.targetMean(), standardizer.targetDeviation()}));
    }
    List<Layer> layers = model.network().layers();
    for (int l = 0; l < layers.size(); l++) {
      Matrix weights = layers.get(l).weights();
      tensors.put("layers." + l + ".weight", Tensor.of(weights, weights.rows(), weights.columns()));
      tensors.put("layers." + l + ".bias", Tensor.of(layers.get(l).biases(), weights.rows()));
    }
    byte[] header = header(model, tensors);
    int size = tensors.values().stream().mapToInt(tensor -> tensor.numbers().limit()).sum();
    ByteBuffer file = ByteBuffer.allocate(8 + header.length + size).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    tensors.values().forEach(tensor -> file.put(tensor.numbers()));
    return file.array();
  }

  private static boolean isOfValues(NetworkSpec spec) {
    return spec.loss().task() == Task.REGRESSION;
  }

  private static byte[] header(Model model, Map<String, Tensor> tensors) {
    NetworkSpec spec = model.network().spec();
    ObjectNode network = JSON.createObjectNode();
    network.put("inputs", spec.inputs());
    spec.hidden().forEach(network.putArray("hidden")::add);
    network.put(isOfValues(spec) ? "outputs" : "classes", spec.outputs());
    network.put("activation", name(spec.activation()));
    network.put("loss", name(spec.loss()));
    network.put("precision", name(model.network().precision()));
    network.put("lambda", model.penalty().lambda());
    network.put("l2", name(model.penalty().convention()));
    ObjectNode root = JSON.createObjectNode();
    ObjectNode metadata = root.putObject("__metadata__");
    metadata.put("format", FORMAT);
    metadata.put("network", network.toString());
    model.schema().ifPresent(schema -> metadata.put("table", SchemaJson.write(schema)));
    new TreeMap<>(model.notes()).forEach((key, value) -> metadata.put(NOTE_PREFIX + key, value));
    int offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      ObjectNode node = root.putObject(entry.getKey());
      node.put("dtype", tensor.type());
      tensor.shape().forEach(node.putArray("shape")::add);
      node.putArray("data_offsets").add(offset).add(offset + tensor.numbers().limit());
      offset += tensor.numbers().limit();
    }
    String json = root.toString();
    // the format requires tensors aligned to 8 bytes; the header may be padded with spaces
    String padded =
        json + " ".repeat(Math.floorMod(-json.getBytes(StandardCharsets.UTF_8).length, 8));
    return padded.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The model in a file.
   *
   * @param bytes content of the file
   * @param location name of the file, for messages
   * @throws UserException if it is not a model of this project
   */
  public static Model read(byte[] bytes, String location) {
    try {
      ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.length < 8) {
        throw broken(location, "it has only " + bytes.length + " bytes");
      }
      long headerLength = file.getLong();
      if (headerLength < 2 || headerLength > Math.min(LARGEST_HEADER, bytes.length - 8)) {
        throw broken(location, "its header would have " + headerLength + " bytes");
      }
      JsonNode root =
          JSON.readTree(new String(bytes, 8, (int) headerLength, StandardCharsets.UTF_8));
      JsonNode metadata = root.path("__metadata__");
      if (!metadata.path("format").asText().equals(FORMAT)) {
        throw broken(location, "its format is not " + FORMAT);
      }
      int data = 8 + (int) headerLength;
      return model(new Tensors(root, file.slice(data, bytes.length - data)), metadata);
    } catch (JsonProcessingException e) {
      throw broken(location, "its header is not JSON");
    } catch (IllegalArgumentException e) {
      throw broken(location, e.getMessage());
    }
  }

  private static Model model(Tensors tensors, JsonNode metadata) throws JsonProcessingException {
    JsonNode network = JSON.readTree(metadata.path("network").asText());
    List<Integer> hidden = new ArrayList<>();
    network.path("hidden").forEach(width -> hidden.add(width.asInt()));
    NetworkSpec spec =
        new NetworkSpec(
            network.path("inputs").asInt(),
            hidden,
            outputs(network),
            constant(network, "activation", Activation.values()),
            loss(network));
    Penalty penalty =
        new Penalty(
            network.path("lambda").asDouble(),
            constant(network, "l2", Penalty.Convention.values()));
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < spec.layers(); l++) {
      layers.add(
          new Layer(
              tensors.weights("layers." + l + ".weight", spec.fanOut(l), spec.fanIn(l)),
              tensors.biases("layers." + l + ".bias", spec.fanOut(l))));
    }
    double[] target =
        isOfValues(spec) ? tensors.vector("standardizer.target", 2) : new double[] {0, 1};
    Standardizer standardizer =
        new Standardizer(
            tensors.vector("standardizer.mean", spec.inputs()),
            tensors.vector("standardizer.deviation", spec.inputs()),
            target[0],
            target[1]);
    List<TableSchema> schemas =
        metadata.has("table")
            ? List.of(SchemaJson.read(metadata.path("table").asText()))
            : List.of();
    Map<String, String> notes = new TreeMap<>();
    metadata
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().startsWith(NOTE_PREFIX)) {
                notes.put(
                    entry.getKey().substring(NOTE_PREFIX.length()), entry.getValue().asText());
              }
            });
    return new Model(
        new Network(spec, precision(network, layers), layers),
        penalty,
        standardizer,
        schemas,
        notes);
  }

  /** The outputs, which are called classes where they are. */
  private static int outputs(JsonNode network) {
    return network.has("outputs")
        ? network.path("outputs").asInt()
        : network.path("classes").asInt();
  }

  /** The loss, which older files do not name. */
  private static Loss loss(JsonNode network) {
    return network.has("loss")
        ? constant(network, "loss", Loss.values())
        : Loss.SOFTMAX_CROSS_ENTROPY;
  }

  /** The precision, which older files tell only by the format of their tensors. */
  private static Precision precision(JsonNode network, List<Layer> layers) {
    return network.has("precision")
        ? constant(network, "precision", Precision.values())
        : Precision.of(layers.get(0).weights().format());
  }

  /** The constant named by a field. */
  private static <E extends Enum<E>> E constant(JsonNode network, String field, E[] constants) {
    String name = network.path(field).asText();
    return Arrays.stream(constants)
        .filter(constant -> name(constant).equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              String names =
                  Arrays.stream(constants).map(ModelFile::name).collect(Collectors.joining(", "));
              return new IllegalArgumentException(
                  "its " + field + " is '" + name + "', must be one of " + names);
            });
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static UserException broken(String location, String cause) {
    return UserException.of(
        "Cannot read model %s: %s (it must be a .safetensors file that final has saved)",
        location, cause);
  }
}
