package dev.lambdasweep.driver.cluster;

import dev.lambdasweep.driver.trial.Group;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockManagerId;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Which executors cannot train which groups, so that others try them. Spark can exclude executors
 * itself, but only by settings of the application, for lost executors too, and it replaces idle
 * executors when it finds no other.
 */
final class UnfitExecutors {
  private final JavaSparkContext context;
  private final Set<String> all = new HashSet<>();
  private final IdentityHashMap<Group, Set<String>> byGroup = new IdentityHashMap<>();

  UnfitExecutors(JavaSparkContext context) {
    this.context = context;
  }

  /** Records that an executor cannot train a group. */
  void add(Group group, String executor) {
    all.add(executor);
    byGroup.computeIfAbsent(group, first -> new TreeSet<>()).add(executor);
  }

  /** The executors that cannot train a group. */
  Set<String> of(Group group) {
    return byGroup.getOrDefault(group, Set.of());
  }

  /** Whether there is no executor left that could train a group. */
  boolean isTriedEverywhere(Group group) {
    return executors().stream().allMatch(known -> of(group).contains(known.executorId()));
  }

  /**
   * Where Spark should rather run a job: on the executors that could train everything so far, or
   * else on those that have not tried its groups.
   *
   * @return locations in Spark's form; empty if it makes no difference
   */
  List<String> preferred(List<Group> groups) {
    if (all.isEmpty()) {
      return List.of();
    }
    List<BlockManagerId> known = executors();
    List<String> good = locations(known, all);
    Set<String> ofGroups = new HashSet<>();
    groups.forEach(group -> ofGroups.addAll(of(group)));
    return good.isEmpty() ? locations(known, ofGroups) : good;
  }

  private static List<String> locations(List<BlockManagerId> executors, Set<String> without) {
    return executors.stream()
        .filter(executor -> !without.contains(executor.executorId()))
        .map(executor -> "executor_%s_%s".formatted(executor.host(), executor.executorId()))
        .toList();
  }

  private List<BlockManagerId> executors() {
    return CollectionConverters.asJava(context.sc().env().blockManager().master().getMemoryStatus())
        .keySet()
        .stream()
        .filter(manager -> !manager.isDriver())
        .toList();
  }
}
