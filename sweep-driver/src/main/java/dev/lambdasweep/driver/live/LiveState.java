package dev.lambdasweep.driver.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.column.Json;
import dev.lambdasweep.driver.trial.Place;
import dev.lambdasweep.driver.trial.Rung;
import dev.lambdasweep.driver.trial.RunningTrial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of the file.
 *
 * @param isLocal whether the trials train in the driver's own process, which ends if one of them
 *     ends its process
 * @param writtenAt time of writing, by the driver's clock
 * @param running trials that are running
 * @param ends number of drivers' processes that ended in a training, for the trainings that have no
 *     row
 */
record LiveState(
    boolean isLocal, Instant writtenAt, List<RunningTrial> running, Map<Training, Integer> ends) {

  /** Copies the collections in, and sorts them by the trials' keys. */
  LiveState {
    running =
        running.stream()
            .sorted((one, other) -> Training.of(one).compareTo(Training.of(other)))
            .toList();
    ends = Collections.unmodifiableMap(new TreeMap<>(ends));
  }

  String text() {
    ObjectNode node = Json.object();
    node.put("written_at", writtenAt.toString());
    node.put("local", isLocal);
    ArrayNode trials = node.putArray("running");
    running.forEach(trial -> trials.add(node(trial)));
    ArrayNode counts = node.putArray("driver_ends");
    ends.forEach((key, count) -> put(counts.addObject(), key).put("ends", count));
    return Json.pretty(node) + "\n";
  }

  private static ObjectNode node(RunningTrial trial) {
    ObjectNode node = put(Json.object(), Training.of(trial));
    node.put("since", trial.since().toString());
    node.put("host", trial.place().host());
    node.put("executor", trial.place().executor());
    node.put("attempt", trial.place().attempt());
    node.put("application", trial.place().application());
    node.put("step", trial.step());
    Map<String, Double> finite = new TreeMap<>(trial.metrics());
    finite.values().removeIf(value -> !Double.isFinite(value));
    node.set("metrics", Json.node(finite));
    return node;
  }

  private static ObjectNode put(ObjectNode node, Training training) {
    TrialKey key = training.trial();
    return node.put("trial", key.number())
        .put("repeat", key.repeat())
        .put("fold", key.fold())
        .put("rung", training.rung());
  }

  /**
   * Parses a text.
   *
   * @throws IllegalArgumentException if it is torn, or not that of such a file
   */
  static LiveState of(String text) {
    ObjectNode node = Json.object(text);
    List<RunningTrial> running = new ArrayList<>();
    Json.array(node, "running").forEach(trial -> running.add(running(trial)));
    Map<Training, Integer> ends = new TreeMap<>();
    Json.array(node, "driver_ends")
        .forEach(one -> ends.put(training(one), Json.integer(one, "ends")));
    return new LiveState(
        node.path("local").asBoolean(), Json.instant(node, "written_at"), running, ends);
  }

  private static Training training(JsonNode node) {
    TrialKey key =
        new TrialKey(
            Json.integer(node, "trial"), Json.integer(node, "repeat"), Json.integer(node, "fold"));
    // files of older versions have no rungs
    return new Training(key, node.path("rung").asInt(Rung.FULL.number()));
  }

  private static RunningTrial running(JsonNode node) {
    Place place =
        new Place(
            Json.text(node, "host"),
            Json.text(node, "executor"),
            Json.integer(node, "attempt"),
            Json.text(node, "application"));
    Map<String, Double> metrics = new TreeMap<>();
    Json.object(node, "metrics")
        .properties()
        .forEach(metric -> metrics.put(metric.getKey(), metric.getValue().asDouble()));
    Training training = training(node);
    TrialKey key = training.trial();
    return new RunningTrial(
        key.number(),
        key.repeat(),
        key.fold(),
        training.rung(),
        Json.instant(node, "since"),
        place,
        Json.integer(node, "step"),
        metrics);
  }
}
