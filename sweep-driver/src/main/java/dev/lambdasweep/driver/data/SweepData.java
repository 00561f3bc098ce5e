package dev.lambdasweep.driver.data;

import static dev.lambdasweep.core.Require.require;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.data.Task;
import dev.lambdasweep.driver.config.DataSection;
import dev.lambdasweep.driver.table.TableProfile;
import dev.lambdasweep.driver.table.TableSource;
import dev.lambdasweep.driver.table.row.Counts;
import dev.lambdasweep.driver.trial.TrialData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The rows of a sweep: one data set, or several if its points differ in settings of {@code data},
 * or are validated on folds. Data sets that read the same files share their rows, on the driver and
 * on the executors.
 */
public final class SweepData {
  /** The data sets of each section, one per fold. */
  private final Map<DataSection, List<TrialData>> folds;

  private final List<String> descriptions;
  private final Optional<TableProfile> table;

  private SweepData(
      Map<DataSection, List<TrialData>> folds,
      List<String> descriptions,
      Optional<TableProfile> table) {
    this.folds = folds;
    this.descriptions = descriptions;
    this.table = table;
  }

  /**
   * Reads the data of some trials.
   *
   * @param sections data sections of the trials' configurations, at least one; duplicates are
   *     allowed
   * @param seed seed of the splits
   * @param isFinal whether the trials are those of a final sweep, which are tested, and validated
   *     on the first fold alone
   * @param sources sources that may have been read from before
   * @throws dev.lambdasweep.core.UserException if images cannot be read or split as the sections
   *     say
   */
  public static SweepData read(
      List<DataSection> sections, long seed, boolean isFinal, OpenSources sources) {
    Map<DataSection, List<TrialData>> folds = new LinkedHashMap<>();
    Set<String> descriptions = new LinkedHashSet<>();
    Optional<TableProfile> table = Optional.empty();
    for (DataSection section : sections) {
      if (!folds.containsKey(section)) {
        DataReader reader = sources.reader(section);
        descriptions.add(reader.description());
        folds.put(section, folds(section, reader, seed, isFinal));
        table = table.or(() -> reader.table().map(TableSource::profile));
      }
    }
    return new SweepData(folds, List.copyOf(descriptions), table);
  }

  private static List<TrialData> folds(
      DataSection section, DataReader reader, long seed, boolean isFinal) {
    int count = isFinal ? 1 : section.folds().orElse(1);
    List<TrialData> folds = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      Dataset dataset = reader.dataset(seed, fold);
      List<Examples> test = isFinal ? List.of(reader.test()) : List.of();
      test.forEach(rows -> requireAlike(dataset.examples(), rows, reader));
      folds.add(new TrialData(dataset, test));
    }
    return List.copyOf(folds);
  }

  private static void requireAlike(Examples pool, Examples test, DataReader reader) {
    if (!test.shape().equals(pool.shape()) || test.classes() != pool.classes()) {
      throw UserException.of(
          "Cannot test on %s: its test rows have shape %s and %d classes, and the others %s and %d"
              + " (name test rows of the same kind)",
          reader.description(), test.shape(), test.classes(), pool.shape(), pool.classes());
    }
  }

  /**
   * Index in {@link #sets} of a trial's data set; with folds that of the first fold, which the
   * others follow.
   */
  public int place(DataSection section) {
    require(folds.containsKey(section), "Invalid section: %s, must be one that was read", section);
    return folds.entrySet().stream()
        .takeWhile(entry -> !entry.getKey().equals(section))
        .mapToInt(entry -> entry.getValue().size())
        .sum();
  }

  /**
   * What is predicted.
   *
   * @throws UserException if data sets differ in it
   */
  public Task task() {
    List<Task> tasks =
        sets().stream().map(set -> set.dataset().examples().task()).distinct().toList();
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
    return folds.values().stream().flatMap(List::stream).toList();
  }

  /** Bytes of all images, each counted once. */
  public long bytes() {
    Set<Examples> pools = Collections.newSetFromMap(new IdentityHashMap<>());
    for (TrialData set : sets()) {
      pools.add(set.dataset().examples());
      pools.addAll(set.test());
    }
    return pools.stream().mapToLong(Examples::bytes).sum();
  }

  /** What was found in the table that is read; empty for other sources. */
  public Optional<TableProfile> table() {
    return table;
  }

  /** Readable description of the data. */
  public String description() {
    return String.join(", ", descriptions);
  }

  /**
   * Readable description of the data, with the numbers of training and validation images, or, of
   * tables, rows, inputs and classes, and the rows that are left out.
   */
  public String summary() {
    boolean areImages = sets().stream().anyMatch(set -> examples(set).schema().isEmpty());
    return String.format(
        Locale.ROOT,
        "%s, %s training and %s validation %s%s%s%s",
        description(),
        range(Dataset::trainingSize),
        range(Dataset::validationSize),
        areImages ? "images" : "rows",
        folds.values().stream()
            .mapToInt(List::size)
            .filter(count -> count > 1)
            .mapToObj(" in each of %d folds"::formatted)
            .findFirst()
            .orElse(""),
        areImages ? "" : columns(examples(sets().get(0))),
        table.map(SweepData::leftOut).orElse(""));
  }

  private static Examples examples(TrialData set) {
    return set.dataset().examples();
  }

  /** ", 9 inputs, 3 classes" */
  private static String columns(Examples rows) {
    return ", "
        + Counts.of(rows.inputs(), "input")
        + (rows.classes() == 0 ? "" : String.format(Locale.ROOT, ", %,d classes", rows.classes()));
  }

  /** ", 11 rows with missing values left out", or empty if all rows are used. */
  private static String leftOut(TableProfile table) {
    return table.skippedRows() == 0
        ? ""
        : ", " + Counts.of(table.skippedRows(), "row") + " with missing values left out";
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
    return ofAll(
        ofTrials.stream()
            .distinct()
            .flatMap(one -> folds.get(one).stream())
            .map(set -> set.dataset().sha256()));
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
            .flatMap(one -> folds.get(one).stream())
            .flatMap(set -> set.test().stream())
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
