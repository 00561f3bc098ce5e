package dev.lambdasweep.driver.cluster;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.lambdasweep.driver.trial.Checkpoint;
import dev.lambdasweep.driver.trial.TrialData;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.TaskKilledException;

/**
 * The data sets of a sweep, and the checkpoints of a stage, as a broadcast. In a local run, whose
 * executor is the driver's own process, only their number travels: as a block, Spark would keep
 * them twice, or, where they do not fit into its share of the heap, write them to disk and read a
 * second copy.
 */
sealed interface SharedData extends Serializable {

  /**
   * The data sets.
   *
   * @throws TaskKilledException if they have been released, because the sweep has ended before this
   *     task started
   */
  List<TrialData> sets();

  /**
   * What trainings continue from, and may hand over.
   *
   * @throws TaskKilledException as for {@link #sets}
   */
  Checkpoint.Exchange checkpoints();

  /**
   * Learns which groups train in this process; those that train elsewhere are not seen.
   *
   * @throws TaskKilledException as for {@link #sets}
   */
  LocalTrainings trainings();

  /** Lets go of them, once no task needs them any more. */
  void release();

  /**
   * The data sets of a sweep.
   *
   * @param checkpoints what its trainings continue from, and may hand over
   * @param isLocal whether tasks run in this process
   * @param trainings learns which groups do
   */
  static SharedData of(
      List<TrialData> sets,
      Checkpoint.Exchange checkpoints,
      boolean isLocal,
      LocalTrainings trainings) {
    return isLocal
        ? Kept.of(sets, checkpoints, trainings)
        : new Sent(List.copyOf(sets), checkpoints);
  }

  /** Data sets that travel. An application may use Kryo, which cannot copy records. */
  @DefaultSerializer(JavaSerializer.class)
  record Sent(List<TrialData> sets, Checkpoint.Exchange checkpoints) implements SharedData {
    @Override
    public LocalTrainings trainings() {
      return LocalTrainings.UNKNOWN;
    }

    @Override
    public void release() {
      // Spark frees the block
    }
  }

  /** Data sets that stay where they are. */
  @DefaultSerializer(JavaSerializer.class)
  record Kept(long number) implements SharedData {
    private static final Map<Long, Content> ALL = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    private record Content(
        List<TrialData> sets, Checkpoint.Exchange checkpoints, LocalTrainings trainings) {}

    static Kept of(
        List<TrialData> sets, Checkpoint.Exchange checkpoints, LocalTrainings trainings) {
      Kept kept = new Kept(NEXT.getAndIncrement());
      ALL.put(kept.number, new Content(List.copyOf(sets), checkpoints, trainings));
      return kept;
    }

    @Override
    public List<TrialData> sets() {
      return content().sets();
    }

    @Override
    public Checkpoint.Exchange checkpoints() {
      return content().checkpoints();
    }

    @Override
    public LocalTrainings trainings() {
      return content().trainings();
    }

    private Content content() {
      Content content = ALL.get(number);
      if (content == null) {
        throw new TaskKilledException("the sweep has ended");
      }
      return content;
    }

    @Override
    public void release() {
      ALL.remove(number);
    }
  }
}
