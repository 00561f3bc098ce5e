package dev.lambdasweep.driver.table;

import dev.lambdasweep.driver.table.input.TableFailure;
import dev.lambdasweep.driver.table.row.Encoding;
import dev.lambdasweep.driver.table.row.PartitionTask;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.FutureAction;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Function0;
import scala.Function1;
import scala.Function2;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.concurrent.ExecutionContext$;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * The partitions of a table, in Spark's own rows. Results of partitions are handed over as they
 * arrive, in any order, so that few of them are in the driver's memory at a time: SQL can only
 * collect all of them, or compute them one after another.
 */
final class Partitions {
  private static final int POLL_SECONDS = 1;

  /** Bytes of a table that arrives without being distributed first. */
  private static final long SMALL = 32L << 20;

  /** Bytes of a result of a larger one. */
  private static final long PART = 8L << 20;

  /** Partitions that Spark writes at the same time, without sorting what goes to each. */
  private static final int MOST_PARTITIONS = 200;

  private static final String DESCRIPTION = "spark.job.description";
  private static final String MOST_RESULTS = "spark.driver.maxResultSize";

  private final SparkContext context;
  private final RDD<InternalRow> rows;

  /** The partitions of a table, which are the same in every scan. */
  Partitions(Dataset<Row> table) {
    this.context = table.sparkSession().sparkContext();
    this.rows = ((org.apache.spark.sql.classic.Dataset<Row>) table).queryExecution().toRdd();
  }

  /**
   * Runs a task on all partitions, in one job.
   *
   * @param description description of the job, for Spark's pages
   * @param sink receives the results, on this thread
   * @throws TableFailure if a partition cannot be read
   */
  void run(String description, PartitionTask task, Consumer<byte[]> sink) {
    run(description, rows, new OnPartition(task), all(rows), sink);
  }

  /**
   * Encodes all partitions. Small tables arrive partition by partition. The blocks of larger ones
   * are first distributed over many small partitions on the executors' disks, since one partition
   * may contain more rows than the driver can receive at once.
   *
   * @param description description of the jobs, for Spark's pages
   * @param bytes bytes of all blocks together
   * @param sink receives the blocks, on this thread
   * @throws TableFailure if a partition cannot be read
   */
  void run(String description, Encoding encoding, long bytes, Consumer<byte[]> sink) {
    Consumer<byte[]> each = result -> Frames.of(result).forEach(sink);
    if (bytes <= SMALL) {
      run(description, rows, new EncodedPartition(encoding), all(rows), each);
      return;
    }
    int count = (int) Math.min(MOST_PARTITIONS, (bytes + PART - 1) / PART);
    RDD<byte[]> blocks =
        rows.toJavaRDD()
            .mapPartitionsToPair(new NumberedBlocks(encoding, count))
            .partitionBy(new HashPartitioner(count))
            .values()
            .rdd();
    long limit = context.getConf().getSizeAsBytes(MOST_RESULTS, "1g");
    long perJob = limit > 0 ? limit / 2 : Long.MAX_VALUE;
    int atOnce = (int) Math.max(1, Math.min(count, perJob / (bytes / count)));
    List<Integer> parts = all(blocks);
    for (int from = 0; from < count; from += atOnce) {
      List<Integer> some = parts.subList(from, Math.min(count, from + atOnce));
      run(description, blocks, new FramedPartition(), some, each);
    }
  }

  private static List<Integer> all(RDD<?> rdd) {
    return IntStream.range(0, rdd.getNumPartitions()).boxed().toList();
  }

  private <T> void run(
      String description,
      RDD<T> rdd,
      Function1<Iterator<T>, byte[]> task,
      List<Integer> which,
      Consumer<byte[]> sink) {
    String before = context.getLocalProperty(DESCRIPTION);
    context.setJobDescription(description);
    try {
      await(submit(rdd, task, which), sink);
    } finally {
      // the application may run jobs of its own on this thread
      context.setJobDescription(before);
    }
  }

  /** A result, or the end of the job. */
  private record Arrived(ByteBuffer result, List<Throwable> failure, boolean isEnd) {}

  /** A job and what has arrived of it. */
  private record Job(FutureAction<BoxedUnit> action, BlockingQueue<Arrived> arrived) {}

  private <T> Job submit(RDD<T> rdd, Function1<Iterator<T>, byte[]> task, List<Integer> which) {
    BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    Function2<Object, byte[], BoxedUnit> onResult =
        (index, result) -> {
          arrived.add(new Arrived(ByteBuffer.wrap(result), List.of(), false));
          return BoxedUnit.UNIT;
        };
    Function0<BoxedUnit> whenDone = (Function0<BoxedUnit> & Serializable) () -> BoxedUnit.UNIT;
    FutureAction<BoxedUnit> action =
        context.submitJob(
            rdd,
            task,
            CollectionConverters.asScala(List.<Object>copyOf(which)).toSeq(),
            onResult,
            whenDone);
    action.onComplete(
        (Try<BoxedUnit> end) -> {
          List<Throwable> failure = end.isFailure() ? List.of(end.failed().get()) : List.of();
          arrived.add(new Arrived(ByteBuffer.allocate(0), failure, true));
          return BoxedUnit.UNIT;
        },
        ExecutionContext$.MODULE$.fromExecutor(Runnable::run));
    return new Job(action, arrived);
  }

  private void await(Job job, Consumer<byte[]> sink) {
    boolean isDone = false;
    try {
      Arrived next = take(job);
      while (!next.isEnd()) {
        sink.accept(next.result().array());
        next = take(job);
      }
      isDone = true;
      for (Throwable failure : next.failure()) {
        throw new TableFailure(failure);
      }
    } finally {
      if (!isDone) {
        job.action().cancel();
      }
    }
  }

  private Arrived take(Job job) {
    try {
      Arrived next = job.arrived().poll(POLL_SECONDS, TimeUnit.SECONDS);
      while (next == null) {
        if (context.isStopped()) {
          throw new IllegalStateException("The Spark context stopped while a table was read");
        }
        next = job.arrived().poll(POLL_SECONDS, TimeUnit.SECONDS);
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a table was read", e);
    }
  }

  /** What is done with a partition, as a closure that travels. */
  private static final class OnPartition extends AbstractFunction1<Iterator<InternalRow>, byte[]>
      implements Serializable {
    private static final long serialVersionUID = 1;

    private final PartitionTask task;

    OnPartition(PartitionTask task) {
      this.task = task;
    }

    @Override
    public byte[] apply(Iterator<InternalRow> rows) {
      return task.run(TaskContext.getPartitionId(), CollectionConverters.asJava(rows));
    }
  }

  /** All blocks of a partition of rows. */
  private static final class EncodedPartition
      extends AbstractFunction1<Iterator<InternalRow>, byte[]> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Encoding encoding;

    EncodedPartition(Encoding encoding) {
      this.encoding = encoding;
    }

    @Override
    public byte[] apply(Iterator<InternalRow> rows) {
      return Frames.bytes(encoding.encode(CollectionConverters.asJava(rows)));
    }
  }

  /** All blocks of a partition of blocks. */
  private static final class FramedPartition extends AbstractFunction1<Iterator<byte[]>, byte[]>
      implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public byte[] apply(Iterator<byte[]> blocks) {
      return Frames.bytes(CollectionConverters.asJava(blocks));
    }
  }

  /** The blocks of a partition of rows, each with the number of the partition that it goes to. */
  private record NumberedBlocks(Encoding encoding, int count)
      implements PairFlatMapFunction<java.util.Iterator<InternalRow>, Integer, byte[]> {
    @Override
    public java.util.Iterator<Tuple2<Integer, byte[]>> call(java.util.Iterator<InternalRow> rows) {
      java.util.Iterator<byte[]> blocks = encoding.encode(rows);
      int first = TaskContext.getPartitionId();
      return new java.util.Iterator<>() {
        private int number = first;

        @Override
        public boolean hasNext() {
          return blocks.hasNext();
        }

        @Override
        public Tuple2<Integer, byte[]> next() {
          return new Tuple2<>(number++ % count, blocks.next());
        }
      };
    }
  }
}
