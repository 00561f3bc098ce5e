package dev.lambdasweep.driver.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a lease's file says.
 *
 * @param owner random, another one for every claim
 * @param process of the driver
 * @param folder where the file was written; a copy of it lies elsewhere
 * @param since when the driver took it, by its own clock; shown, never compared
 * @param counter how often it was renewed
 * @param superseded owners whose leases this one follows
 */
record LeaseState(
    String owner,
    ProcessIdentity process,
    String folder,
    Instant since,
    long counter,
    Set<String> superseded) {
  private static final JsonMapper MAPPER = new JsonMapper();

  LeaseState {
    superseded = Set.copyOf(superseded);
  }

  LeaseState renewed() {
    return new LeaseState(owner, process, folder, since, counter + 1, superseded);
  }

  LeaseState superseding(Set<String> others) {
    return new LeaseState(owner, process, folder, since, counter, others);
  }

  /** The driver, for people. */
  String driver() {
    return String.format("process %d on %s since %s", process.pid(), process.host(), since);
  }

  String text() {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("owner", owner);
    node.put("host", process.host());
    node.put("user", process.user());
    node.put("pid", process.pid());
    node.put("started", process.started());
    node.put("boot", process.boot());
    node.put("folder", folder);
    node.put("since", since.toString());
    node.put("counter", counter);
    superseded.forEach(node.putArray("superseded")::add);
    return node.toPrettyString() + "\n";
  }

  /** The state of a text; empty for one that is torn or no lease's. */
  static Optional<LeaseState> of(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      ProcessIdentity process =
          new ProcessIdentity(
              node.required("host").asText(),
              node.required("user").asText(),
              node.required("pid").asLong(),
              node.required("started").asText(),
              node.required("boot").asText());
      Set<String> superseded = new LinkedHashSet<>();
      node.required("superseded").forEach(one -> superseded.add(one.asText()));
      return Optional.of(
          new LeaseState(
              node.required("owner").asText(),
              process,
              node.required("folder").asText(),
              Instant.parse(node.required("since").asText()),
              node.required("counter").asLong(),
              superseded));
    } catch (JsonProcessingException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Who wrote a text; of one that cannot be read, the text itself. */
  static String ownerOf(String text) {
    return of(text).map(LeaseState::owner).orElse(text);
  }
}
