package dev.lambdasweep.core.model;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.optim.Penalty;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained network with everything that is needed to use it.
 *
 * @param network trained network
 * @param penalty penalty that it was trained with, part of its cost
 * @param standardizer standardizer of its inputs
 * @param notes readable notes on its origin, such as the sweep's id
 */
public record Model(
    Network network, Penalty penalty, Standardizer standardizer, Map<String, String> notes) {
  /** Checks that the network and the standardizer agree. */
  public Model {
    notes = Map.copyOf(new TreeMap<>(notes));
    int inputs = standardizer.mean().length;
    require(
        inputs == network.spec().inputs(),
        "Invalid standardizer: %s inputs, must be the network's %s",
        inputs,
        network.spec().inputs());
  }
}
