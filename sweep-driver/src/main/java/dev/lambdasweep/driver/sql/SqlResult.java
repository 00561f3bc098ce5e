package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.store.Skipped;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Result of a statement.
 *
 * @param schema columns of the rows
 * @param rows rows, which can be read once
 * @param skipped lines of the results that were skipped, for a warning
 */
public record SqlResult(StructType schema, Iterator<Row> rows, List<Skipped> skipped) {}
