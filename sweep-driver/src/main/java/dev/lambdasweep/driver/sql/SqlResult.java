package dev.lambdasweep.driver.sql;

import dev.lambdasweep.driver.store.Skipped;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What a statement gives.
 *
 * @param schema its columns
 * @param rows to be read once
 * @param skipped lines of the results that were left out, to be told to the user
 */
public record SqlResult(StructType schema, Iterator<Row> rows, List<Skipped> skipped) {}
