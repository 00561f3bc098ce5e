package dev.lambdasweep.driver.data;

import dev.lambdasweep.driver.config.DataSection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.hadoop.util.concurrent.SubjectInheritingThread;

/**
 * Data that are read on a thread of their own, while the caller starts Spark. Tables are read by
 * Spark, hence by the caller once it asks for them.
 */
public final class EarlyData implements AutoCloseable {
  private final FutureTask<SweepData> reading;
  private final boolean hasThread;

  private EarlyData(FutureTask<SweepData> reading, boolean hasThread) {
    this.reading = reading;
    this.hasThread = hasThread;
  }

  /**
   * Begins to read the data of some trials.
   *
   * @param sections as of {@link SweepData#read}
   * @param seed seed of the splits
   * @param isFinal whether the trials are tested
   * @param sources sources to read from, which nothing else may use until the data are there
   */
  public static EarlyData begin(
      List<DataSection> sections, long seed, boolean isFinal, OpenSources sources) {
    FutureTask<SweepData> reading =
        new FutureTask<>(() -> SweepData.read(sections, seed, isFinal, sources));
    boolean isTable =
        sections.stream().anyMatch(section -> sources.reader(section).table().isPresent());
    if (!isTable) {
      Thread thread = new SubjectInheritingThread(reading, "reading data");
      thread.setDaemon(true);
      thread.start();
    }
    return new EarlyData(reading, !isTable);
  }

  /** Stops reading, if the data were not asked for or did not come. */
  @Override
  public void close() {
    reading.cancel(true);
  }

  /**
   * The data, once they have been read.
   *
   * @throws dev.lambdasweep.core.UserException as of {@link SweepData#read}
   */
  public SweepData get() {
    if (!hasThread) {
      reading.run();
    }
    try {
      return reading.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while data were read", e);
    }
  }
}
