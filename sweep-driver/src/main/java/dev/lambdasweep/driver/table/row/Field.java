package dev.lambdasweep.driver.table.row;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/**
 * A column of a table.
 *
 * @param name its name
 * @param ordinal its place in a row
 * @param type type of its values
 */
public record Field(String name, int ordinal, DataType type) implements Serializable {}
