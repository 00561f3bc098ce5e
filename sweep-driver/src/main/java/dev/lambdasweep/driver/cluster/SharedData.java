package dev.lambdasweep.driver.cluster;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.lambdasweep.driver.trial.TrialData;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.TaskKilledException;

/**
 * The data sets of a sweep as a broadcast. In a local run, whose executor is the driver's own
 * process, only their number travels: as a block, Spark would keep them twice, or, where they do
 * not fit into its share of the heap, write them to disk and read a second copy.
 */
sealed interface SharedData extends Serializable {

  /**
   * The data sets.
   *
   * @throws TaskKilledException if they have been released, because the sweep has ended before this
   *     task started
   */
  List<TrialData> sets();

  /** Lets go of them, once no task needs them any more. */
  void release();

  /**
   * The data sets of a sweep.
   *
   * @param isLocal whether tasks run in this process
   */
  static SharedData of(List<TrialData> sets, boolean isLocal) {
    return isLocal ? Kept.of(sets) : new Sent(List.copyOf(sets));
  }

  /** Data sets that travel. An application may use Kryo, which cannot copy records. */
  @DefaultSerializer(JavaSerializer.class)
  record Sent(List<TrialData> sets) implements SharedData {
    @Override
    public void release() {
      // Spark frees the block
    }
  }

  /** Data sets that stay where they are. */
  @DefaultSerializer(JavaSerializer.class)
  record Kept(long number) implements SharedData {
    private static final Map<Long, List<TrialData>> ALL = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    static Kept of(List<TrialData> sets) {
      Kept kept = new Kept(NEXT.getAndIncrement());
      ALL.put(kept.number, List.copyOf(sets));
      return kept;
    }

    @Override
    public List<TrialData> sets() {
      List<TrialData> sets = ALL.get(number);
      if (sets == null) {
        throw new TaskKilledException("the sweep has ended");
      }
      return sets;
    }

    @Override
    public void release() {
      ALL.remove(number);
    }
  }
}
