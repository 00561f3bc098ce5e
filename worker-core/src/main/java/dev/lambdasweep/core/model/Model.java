package dev.lambdasweep.core.model;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.data.TableSchema;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.optim.Penalty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A trained network with everything that is needed to use it.
 *
 * @param network trained network
 * @param penalty penalty that it was trained with, part of its cost
 * @param standardizer standardizer of its inputs and target
 * @param schemas schema of the table that it was trained on; at most one
 * @param notes readable notes on its origin, such as the sweep's id
 */
public record Model(
    Network network,
    Penalty penalty,
    Standardizer standardizer,
    List<TableSchema> schemas,
    Map<String, String> notes) {
  /** Checks that network, standardizer and schema agree. */
  public Model {
    schemas = List.copyOf(schemas);
    notes = Map.copyOf(new TreeMap<>(notes));
    int inputs = standardizer.mean().length;
    require(
        inputs == network.spec().inputs(),
        "Invalid standardizer: %s inputs, must be the network's %s",
        inputs,
        network.spec().inputs());
    for (TableSchema schema : schemas) {
      require(
          schema.inputs() == inputs
              && schema.label().task() == network.spec().loss().task()
              && Math.max(1, schema.label().classes().size()) == network.spec().outputs(),
          "Invalid schema: %s inputs to predict %s, must fit the network's %s and %s outputs",
          schema.inputs(),
          schema.label(),
          inputs,
          network.spec().outputs());
    }
  }

  /** Schema of the table that it was trained on; empty if it was trained on images. */
  public Optional<TableSchema> schema() {
    return schemas.stream().findFirst();
  }
}
