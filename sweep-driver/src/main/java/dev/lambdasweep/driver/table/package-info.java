/**
 * Makes examples of the rows of a table: which columns are what, how they become inputs, and which
 * rows are held out. Imports {@code table.input} and those before it, the worker core's data, and
 * Spark SQL; one class, {@link dev.lambdasweep.driver.table.Partitions}, runs Spark's jobs.
 *
 * <p>A table is scanned twice, by {@link dev.lambdasweep.driver.table.TableScan}: once to count
 * what its columns hold, and once to make numbers of its rows.
 */
package dev.lambdasweep.driver.table;
