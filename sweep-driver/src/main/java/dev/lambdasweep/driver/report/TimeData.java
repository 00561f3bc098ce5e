package dev.lambdasweep.driver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lambdasweep.driver.store.Plan;
import dev.lambdasweep.driver.store.TrialKey;
import dev.lambdasweep.driver.store.TrialRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which trials of a sweep were trained together, where and when. */
final class TimeData {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TimeData() {}

  /** The groups whose trials have ended. */
  static ArrayNode groups(Reported sweep) {
    Map<TrialKey, TrialRow> rows = new LinkedHashMap<>();
    sweep.rows().forEach(row -> rows.put(row.key(), row));
    ArrayNode array = NODES.arrayNode();
    for (Plan plan : sweep.plans()) {
      for (List<Integer> group : plan.groups()) {
        // a resumed sweep may have trained parts of a group at other times
        Map<Instant, List<TrialRow>> together = new TreeMap<>();
        for (int index : group) {
          TrialRow row = rows.get(TrialKey.of(plan.trials().get(index)));
          if (row != null) {
            together
                .computeIfAbsent(row.execution().startedAt(), absent -> new ArrayList<>())
                .add(row);
          }
        }
        together.values().forEach(members -> array.add(group(members)));
      }
    }
    return array;
  }

  /** Seconds of training and evaluation, summed over trials. */
  static double seconds(List<TrialRow> rows) {
    return rows.stream().mapToDouble(row -> row.execution().seconds()).sum();
  }

  private static ObjectNode group(List<TrialRow> members) {
    TrialRow first = members.get(0);
    ObjectNode node = NODES.objectNode();
    node.put("start", first.execution().startedAt().toEpochMilli());
    node.put("seconds", members.stream().mapToDouble(row -> row.execution().lastSeconds()).sum());
    String host = first.execution().host().isEmpty() ? "lost" : first.execution().host();
    node.put("place", host + ", executor " + first.execution().executor());
    node.put(
        "trials",
        members.stream()
            .map(
                row ->
                    row.key().number()
                        + (row.key().training().isEmpty() ? "" : " (" + row.key().training() + ")"))
            .collect(Collectors.joining(", ")));
    return node;
  }
}
