package dev.lambdasweep.core.model;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.data.Standardizer;
import dev.lambdasweep.core.nn.Network;
import dev.lambdasweep.core.optim.Penalty;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained network with all that is needed to use it.
 *
 * @param network the network
 * @param penalty what it was trained with; a cost needs it
 * @param standardizer what it expects its inputs to have gone through
 * @param notes where it came from, for people: the sweep's id, say
 */
public record Model(
    Network network, Penalty penalty, Standardizer standardizer, Map<String, String> notes) {
  /** Checks that network and standardizer agree. */
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
