package dev.lambdasweep.driver.command.files;

import dev.lambdasweep.core.data.Dataset;
import dev.lambdasweep.core.data.Examples;
import dev.lambdasweep.core.trainer.UnfitMachineException;
import dev.lambdasweep.driver.command.process.GuardProcess;
import dev.lambdasweep.driver.runner.Directories;
import dev.lambdasweep.driver.setting.DataFormat;
import dev.lambdasweep.driver.trial.HostedTrial;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The directories of data that this executor's programs read. Each is written once per data set,
 * whatever the number of trials, and removed when the executor no longer holds the data set, at the
 * latest when it ends.
 */
public final class DataFiles {
  private static final Cleaner CLEANER = Cleaner.create();

  /** By identity of the data set, which its trials hold while they run. */
  private static final Map<Dataset, Map<Variant, DataFiles>> ALL = new WeakHashMap<>();

  private Optional<Path> written = Optional.empty();

  private DataFiles() {}

  /** Files of the same data set that differ. */
  private record Variant(Set<DataFormat> formats, boolean hasTest) {}

  /**
   * The directory with a trial's data, which is written if this is its first trial here.
   *
   * @param formats formats of the files
   * @throws UnfitMachineException if the directory cannot be written
   */
  public static Path directory(HostedTrial trial, List<DataFormat> formats) {
    Variant variant = new Variant(new HashSet<>(formats), trial.test().isPresent());
    DataFiles files;
    synchronized (ALL) {
      files =
          ALL.computeIfAbsent(trial.dataset(), first -> new HashMap<>())
              .computeIfAbsent(variant, first -> new DataFiles());
    }
    return files.orWrite(trial, formats);
  }

  private synchronized Path orWrite(HostedTrial trial, List<DataFormat> formats) {
    if (written.filter(Files::isDirectory).isEmpty()) {
      written = Optional.of(write(trial, formats));
    }
    return written.get();
  }

  private static Path write(HostedTrial trial, List<DataFormat> formats) {
    Path parent = trial.host().scratch();
    String host = trial.host().place().host();
    try {
      Files.createDirectories(parent);
      Path directory = Files.createTempDirectory(parent, "data-");
      GuardProcess.add(directory);
      try {
        write(directory, trial.dataset(), trial.test(), formats);
      } catch (IOException e) {
        remove(directory);
        throw e;
      }
      CLEANER.register(trial.dataset(), () -> remove(directory));
      return directory;
    } catch (IOException e) {
      throw new UnfitMachineException(
          "Cannot write data for programs to %s on %s: %s (free space there)"
              .formatted(parent, host, e.getMessage()),
          e);
    }
  }

  private static void remove(Path directory) {
    Directories.remove(directory);
    GuardProcess.forget(directory);
  }

  private static void write(
      Path directory, Dataset data, Optional<Examples> test, List<DataFormat> formats)
      throws IOException {
    List<PartOfRows> parts = PartOfRows.of(data, test);
    for (DataFormat format : formats) {
      for (PartOfRows part : parts) {
        switch (format) {
          case NPY -> NpyFiles.write(directory, part);
          case PARQUET -> ParquetFiles.write(directory, part);
          case CSV -> CsvFiles.write(directory, part);
        }
      }
    }
    DataNotes.write(directory, data, parts);
  }
}
