package dev.lambdasweep.driver.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.trial.TrialData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The images of a sweep: one data set, or several if its points differ in settings of {@code data}.
 * Data sets that read the same files share their images, on the driver and on the executors.
 */
public final class SweepData {
  private final Map<DataSection, TrialData> sets;
  private final List<DataSection> sections;
  private final List<String> descriptions;

  private SweepData(Map<DataSection, TrialData> sets, List<String> descriptions) {
    this.sets = sets;
    this.sections = List.copyOf(sets.keySet());
    this.descriptions = descriptions;
  }

  /**
   * Reads the data of some trials.
   *
   * @param sections data sections of the trials' configurations, at least one; duplicates are
   *     allowed
   * @param seed seed of the splits
   * @param withTest whether test images are read, too
   * @param sources sources that may have been read from before
   * @throws dev.lambdasweep.core.UserException if images cannot be read or split as the sections
   *     say
   */
  public static SweepData read(
      List<DataSection> sections, long seed, boolean withTest, OpenSources sources) {
    Map<DataSection, TrialData> sets = new LinkedHashMap<>();
    Set<String> descriptions = new LinkedHashSet<>();
    for (DataSection section : sections) {
      if (!sets.containsKey(section)) {
        DataReader reader = sources.reader(section);
        descriptions.add(reader.description());
        Dataset dataset = reader.dataset(seed);
        List<Examples> test = withTest ? List.of(reader.test()) : List.of();
        test.forEach(rows -> requireAlike(dataset.examples(), rows, reader));
        sets.put(section, new TrialData(dataset, test));
      }
    }
    return new SweepData(sets, List.copyOf(descriptions));
  }

  private static void requireAlike(Examples pool, Examples test, DataReader reader) {
    if (!test.shape().equals(pool.shape()) || test.classes() != pool.classes()) {
      throw UserException.of(
          "Cannot test on %s: its test rows have shape %s and %d classes, and the others %s and %d"
              + " (name test rows of the same kind)",
          reader.description(), test.shape(), test.classes(), pool.shape(), pool.classes());
    }
  }

  /** Index in {@link #sets} of a trial's data set. */
  public int place(DataSection section) {
    int place = sections.indexOf(section);
    require(place >= 0, "Invalid section: %s, must be one that was read", section);
    return place;
  }

  /**
   * What is predicted.
   *
   * @throws UserException if data sets differ in it
   */
  public Task task() {
    List<Task> tasks =
        sets.values().stream().map(set -> set.dataset().examples().task()).distinct().toList();
    if (tasks.size() > 1) {
      throw UserException.of(
          "Cannot search over %s: some are classes to predict and some are values (use one task per"
              + " sweep)",
          description());
    }
    return tasks.get(0);
  }

  /** The data sets. */
  public List<TrialData> sets() {
    return List.copyOf(sets.values());
  }

  /** Bytes of all images, each counted once. */
  public long bytes() {
    Set<Examples> pools = Collections.newSetFromMap(new IdentityHashMap<>());
    for (TrialData set : sets.values()) {
      pools.add(set.dataset().examples());
      pools.addAll(set.test());
    }
    return pools.stream().mapToLong(Examples::bytes).sum();
  }

  /** Readable description of the data. */
  public String description() {
    return String.join(", ", descriptions);
  }

  /** Readable description of the data, with the numbers of training and validation images. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%s, %s training and %s validation images",
        description(),
        range(Dataset::trainingSize),
        range(Dataset::validationSize));
  }

  /** "45,000", or "10,000 to 45,000" where data sets differ. */
  private String range(ToIntFunction<Dataset> size) {
    IntSummaryStatistics sizes =
        sets().stream().map(TrialData::dataset).mapToInt(size).summaryStatistics();
    return sizes.getMin() == sizes.getMax()
        ? String.format(Locale.ROOT, "%,d", sizes.getMin())
        : String.format(Locale.ROOT, "%,d to %,d", sizes.getMin(), sizes.getMax());
  }

  /**
   * SHA-256, in hexadecimal digits, of the data that some trials are trained on: the hash of their
   * data set or, if there are several, the hash of all their hashes in the order of the trials.
   *
   * @param ofTrials data sections of the trials, among those that were read
   */
  public String sha256(List<DataSection> ofTrials) {
    return ofAll(ofTrials.stream().distinct().map(one -> sets.get(one).dataset().sha256()));
  }

  /**
   * SHA-256, in hexadecimal digits, of the data that some trials are tested on, as in {@link
   * #sha256}; empty if no test images were read.
   *
   * @param ofTrials data sections of the trials, among those that were read
   */
  public String testSha256(List<DataSection> ofTrials) {
    IdentityHashMap<Examples, String> known = new IdentityHashMap<>();
    return ofAll(
        ofTrials.stream()
            .distinct()
            .flatMap(one -> sets.get(one).test().stream())
            .map(test -> known.computeIfAbsent(test, Examples::sha256)));
  }

  /** The hash of several hashes; a single one unchanged, and empty for none. */
  private static String ofAll(Stream<String> all) {
    List<String> hashes = all.toList();
    if (hashes.size() < 2) {
      return String.join("", hashes);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] text = String.join("\n", hashes).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
