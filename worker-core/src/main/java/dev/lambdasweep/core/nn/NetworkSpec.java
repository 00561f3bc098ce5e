package dev.lambdasweep.core.nn;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Task;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Description of a fully connected network: inputs, hidden layers with an activation, and an output
 * layer with one logit per class, or one output for a value.
 *
 * @param inputs number of inputs per example
 * @param hidden number of units of each hidden layer, starting at the inputs; may be empty
 * @param outputs number of classes, at least 2; 1 for a value
 * @param activation activation of every hidden layer
 * @param loss loss of the outputs
 */
public record NetworkSpec(
    int inputs, List<Integer> hidden, int outputs, Activation activation, Loss loss)
    implements Serializable {
  /** Checks that every width is positive. */
  public NetworkSpec {
    hidden = List.copyOf(hidden);
    require(inputs > 0, "Invalid inputs: %s, must be positive", inputs);
    require(
        hidden.stream().allMatch(width -> width > 0),
        "Invalid hidden: %s, must be positive",
        hidden);
    require(
        loss.task() == Task.CLASSIFICATION ? outputs > 1 : outputs == 1,
        "Invalid outputs: %s, must be at least 2 for classes and 1 for a value",
        outputs);
  }

  /** Whether all layers have the same widths, so that the two networks can be stacked. */
  public boolean hasShapeOf(NetworkSpec other) {
    return inputs == other.inputs && hidden.equals(other.hidden) && outputs == other.outputs;
  }

  /** Number of layers with weights. */
  public int layers() {
    return hidden.size() + 1;
  }

  /** Number of inputs of a layer, 0 to layers() − 1. */
  public int fanIn(int layer) {
    return layer == 0 ? inputs : hidden.get(layer - 1);
  }

  /** Number of outputs of a layer, 0 to layers() − 1. */
  public int fanOut(int layer) {
    return layer == hidden.size() ? outputs : hidden.get(layer);
  }

  /** Names of the parameters in the order of the layers: {@code W1, b1, W2, b2, …}. */
  public List<String> parameterNames() {
    return IntStream.rangeClosed(1, layers())
        .boxed()
        .flatMap(layer -> Stream.of("W" + layer, "b" + layer))
        .toList();
  }
}
