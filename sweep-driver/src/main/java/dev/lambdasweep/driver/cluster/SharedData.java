package dev.lambdasweep.driver.cluster;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A value that tasks read, as a broadcast. In a local run, whose executor is the driver's own
 * process, it stays where it is, and only its number travels: as a block, Spark would keep it
 * twice, or, where it does not fit into its share of the heap, write it to disk and read a second
 * copy.
 */
public sealed interface SharedData<T> extends Serializable {
  /**
   * The value.
   *
   * @throws TaskKilledException if it has been released, because the sweep has ended before this
   *     task started
   */
  T value();

  /** Lets go of it, once no task needs it any more. */
  void release(JavaSparkContext context);

  /**
   * A value that tasks of a context can read.
   *
   * @param value value, serializable unless the context is local
   */
  static <T> SharedData<T> of(JavaSparkContext context, T value) {
    return context.isLocal() ? Kept.of(value) : new Sent<>(context.broadcast(new Content<>(value)));
  }

  /** A value that travels. An application may use Kryo, which cannot copy records. */
  @DefaultSerializer(JavaSerializer.class)
  record Content<T>(T value) implements Serializable {}

  /** A value that executors fetch on first use. */
  record Sent<T>(Broadcast<Content<T>> broadcast) implements SharedData<T> {
    @Override
    public T value() {
      return broadcast.value().value();
    }

    @Override
    public void release(JavaSparkContext context) {
      if (!context.sc().isStopped()) {
        broadcast.destroy();
      }
    }
  }

  /** A value that stays where it is. */
  record Kept<T>(long number) implements SharedData<T> {
    private static final Map<Long, Object> ALL = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    static <T> Kept<T> of(T value) {
      Kept<T> kept = new Kept<>(NEXT.getAndIncrement());
      ALL.put(kept.number, value);
      return kept;
    }

    @Override
    @SuppressWarnings("unchecked") // what of has put there
    public T value() {
      Object value = ALL.get(number);
      if (value == null) {
        throw new TaskKilledException("the sweep has ended");
      }
      return (T) value;
    }

    @Override
    public void release(JavaSparkContext context) {
      ALL.remove(number);
    }
  }
}
