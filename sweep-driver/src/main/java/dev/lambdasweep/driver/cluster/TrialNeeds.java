package dev.lambdasweep.driver.cluster;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.driver.config.SweepConfig;
import dev.lambdasweep.driver.setting.Settings;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.ResourceProfileManager;
import org.apache.spark.resource.TaskResourceRequests;

/**
 * What a training needs of its executor. On a cluster it is part of the resource profile of the
 * jobs, so Spark gives each task its own cores and resources. With a local master, which has no
 * profiles, fewer jobs run at a time ({@link TaskSlots}).
 *
 * @param cpus number of cores, {@code execution.cpus-per-trial}; {@code spark.task.cpus} counts if
 *     it is larger
 * @param resources amount of each resource by its name in Spark, {@code execution.resources}
 */
public record TrialNeeds(int cpus, Map<String, Integer> resources) {
  /** One core, as every task has. */
  static final TrialNeeds LEAST = new TrialNeeds(1, Map.of());

  private static final String CPUS_PER_TASK = "spark.task.cpus";

  /** Copies the map in, sorted by name. */
  public TrialNeeds {
    require(cpus >= 1, "Invalid cpus: %s, must be at least 1", cpus);
    resources = Collections.unmodifiableMap(new TreeMap<>(resources));
  }

  /** The needs of the trials of a sweep. */
  public static TrialNeeds of(SweepConfig config) {
    Map<String, Integer> resources = new TreeMap<>();
    config
        .get(Settings.RESOURCES)
        .forEach((name, amount) -> resources.put(name, Integer.parseInt(amount)));
    return new TrialNeeds(config.count(Settings.CPUS_PER_TRIAL), resources);
  }

  /** The cores that a training takes in a context with the given settings. */
  int cpusIn(SparkConf conf) {
    return Math.max(cpus, cpusPerTask(conf));
  }

  static int cpusPerTask(SparkConf conf) {
    return Math.max(1, conf.getInt(CPUS_PER_TASK, 1));
  }

  /**
   * The profile of the jobs that train; Spark's default one with a local master, or if nothing more
   * than that is needed.
   */
  ResourceProfile profile(JavaSparkContext context) {
    ResourceProfileManager manager = context.sc().resourceProfileManager();
    int cores = cpusIn(context.getConf());
    boolean isDefault = cores == cpusPerTask(context.getConf()) && resources.isEmpty();
    if (context.isLocal() || isDefault) {
      return manager.defaultResourceProfile();
    }
    TaskResourceRequests requests = new TaskResourceRequests().cpus(cores);
    resources.forEach(requests::resource);
    ResourceProfile profile = new ResourceProfileBuilder().require(requests).build();
    if (manager.getEquivalentProfile(profile).isDefined()) {
      return manager.getEquivalentProfile(profile).get();
    }
    manager.addResourceProfile(profile);
    return profile;
  }

  /** The same data, whose tasks get what is needed. */
  <T> RDD<T> given(JavaSparkContext context, RDD<T> data) {
    ResourceProfile profile = profile(context);
    boolean isDefault = profile.id() == ResourceProfile.DEFAULT_RESOURCE_PROFILE_ID();
    return isDefault ? data : data.withResources(profile);
  }

  /**
   * Requires that a context's settings allow for the needs, before anything is read.
   *
   * @throws UserException if no executor can ever have what is needed
   */
  public void requireIn(SparkConf conf) {
    Master master = Master.of(conf);
    resources.forEach((name, amount) -> requireResource(conf, master, name, amount));
    if (master.threads().isPresent()) {
      requireCpus(master.url() + " has", master.threads().getAsInt());
    } else if (conf.contains("spark.executor.cores")) {
      requireCpus("an executor has", conf.getInt("spark.executor.cores", 1));
    }
  }

  private void requireCpus(String whose, int most) {
    if (cpus > most) {
      throw UserException.of(
          "Cannot train with execution.cpus-per-trial = %d: %s %d (set it to at most %d, or give"
              + " more with --master or --executor-cores)",
          cpus, whose, most, most);
    }
  }

  private static void requireResource(SparkConf conf, Master master, String name, int amount) {
    String setting = "spark.executor.resource." + name + ".amount";
    if (master.isLocal()) {
      throw lacking(
          name,
          amount,
          "Spark assigns none with --master " + master.url(),
          "use a cluster, on this machine one of scripts/cluster");
    }
    if (conf.getInt(setting, 0) < amount) {
      throw lacking(
          name,
          amount,
          conf.contains(setting) ? "an executor has " + conf.get(setting) : "executors have none",
          "give each --conf " + setting + "=" + amount);
    }
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      throw lacking(
          name,
          amount,
          "Spark allocates executors dynamically, and those for a sweep without resources",
          "set spark.dynamicAllocation.enabled to false");
    }
  }

  private static UserException lacking(String name, int amount, String why, String remedy) {
    return UserException.of(
        "Cannot train with execution.resources.%s = %d: %s (%s)", name, amount, why, remedy);
  }

  /** The error if executors are there, and none of them has what is needed. */
  UserException unmet() {
    StringBuilder needs = new StringBuilder("execution.cpus-per-trial = " + cpus);
    resources.forEach(
        (name, amount) -> needs.append(", execution.resources." + name + " = " + amount));
    return UserException.of(
        "Cannot train with %s: no executor has as much (lower it, or start larger executors)",
        needs);
  }
}
