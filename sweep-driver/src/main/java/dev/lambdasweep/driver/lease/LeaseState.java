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
 * The content of a lease's file.
 *
 * @param owner random id, different for every claim
 * @param process process of the driver
 * @param folder folder that the file was written to; a copy of the file is in another one
 * @param since time at which the driver took it, by its own clock; shown, never compared
 * @param counter number of renewals
 * @param superseded owners of the leases that this one follows
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

  /** The driver as readable text. */
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

  /** The state that a text describes; empty if it is torn or not that of a lease. */
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

  /** The owner that a text names; the text itself if it cannot be read. */
  static String ownerOf(String text) {
    return of(text).map(LeaseState::owner).orElse(text);
  }
}
