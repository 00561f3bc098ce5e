package dev.lambdasweep.driver.table.row;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/** What is done with the rows of one partition, on an executor. */
public interface PartitionTask extends Serializable {

  /**
   * Works on the rows of a partition.
   *
   * @param partition number of the partition
   * @param rows its rows, each of which may be overwritten by the next
   * @return the result, which any serializer can send
   */
  public byte[] run(int partition, Iterator<InternalRow> rows);
}
