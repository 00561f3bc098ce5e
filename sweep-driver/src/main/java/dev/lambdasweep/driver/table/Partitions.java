package dev.lambdasweep.driver.table;

import dev.lambdasweep.driver.table.input.TableFailure;
import dev.lambdasweep.driver.table.row.PartitionTask;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.spark.FutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Function0;
import scala.Function2;
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
  private static final String DESCRIPTION = "spark.job.description";
  private static final String MOST_RESULTS = "spark.driver.maxResultSize";

  private final SparkContext context;
  private final RDD<InternalRow> rows;

  /** The partitions of a table, which are the same in every scan. */
  Partitions(Dataset<Row> table) {
    this.context = table.sparkSession().sparkContext();
    this.rows = ((org.apache.spark.sql.classic.Dataset<Row>) table).queryExecution().toRdd();
  }

  /** Number of partitions. */
  int count() {
    return rows.getNumPartitions();
  }

  /** Bytes that the results of one job may have together; no limit if this is 0. */
  long mostBytesPerJob() {
    return context.getConf().getSizeAsBytes(MOST_RESULTS, "1g");
  }

  /** A result, or the end of the job. */
  private record Arrived(int partition, ByteBuffer result, List<Throwable> failure) {
    boolean isEnd() {
      return partition < 0;
    }
  }

  /**
   * Runs a task on partitions, in one job.
   *
   * @param description description of the job, for Spark's pages
   * @param partitions numbers of the partitions
   * @param sink receives the number and the result of each partition, on this thread
   * @throws TableFailure if a partition cannot be read
   */
  void run(
      String description,
      PartitionTask task,
      List<Integer> partitions,
      BiConsumer<Integer, byte[]> sink) {
    String before = context.getLocalProperty(DESCRIPTION);
    context.setJobDescription(description);
    try {
      await(submit(task, partitions), sink);
    } finally {
      // the application may run jobs of its own on this thread
      context.setJobDescription(before);
    }
  }

  /** A job and what has arrived of it. */
  private record Job(FutureAction<BoxedUnit> action, BlockingQueue<Arrived> arrived) {}

  private Job submit(PartitionTask task, List<Integer> partitions) {
    BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    Function2<Object, byte[], BoxedUnit> onResult =
        (index, result) -> {
          int partition = partitions.get((Integer) index);
          arrived.add(new Arrived(partition, ByteBuffer.wrap(result), List.of()));
          return BoxedUnit.UNIT;
        };
    Function0<BoxedUnit> whenDone = (Function0<BoxedUnit> & Serializable) () -> BoxedUnit.UNIT;
    FutureAction<BoxedUnit> action =
        context.submitJob(
            rows,
            new OnPartition(task),
            CollectionConverters.asScala(List.<Object>copyOf(partitions)).toSeq(),
            onResult,
            whenDone);
    action.onComplete(
        (Try<BoxedUnit> end) -> {
          List<Throwable> failure = end.isFailure() ? List.of(end.failed().get()) : List.of();
          arrived.add(new Arrived(-1, ByteBuffer.allocate(0), failure));
          return BoxedUnit.UNIT;
        },
        ExecutionContext$.MODULE$.fromExecutor(Runnable::run));
    return new Job(action, arrived);
  }

  private void await(Job job, BiConsumer<Integer, byte[]> sink) {
    boolean isDone = false;
    try {
      Arrived next = take(job);
      while (!next.isEnd()) {
        sink.accept(next.partition(), next.result().array());
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

  /** The closure that travels. */
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
}
