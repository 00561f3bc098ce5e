package dev.lambdasweep.driver.results;

import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What a statement gives.
 *
 * @param schema its columns
 * @param rows to be read once
 */
public record SqlResult(StructType schema, Iterator<Row> rows) {}
