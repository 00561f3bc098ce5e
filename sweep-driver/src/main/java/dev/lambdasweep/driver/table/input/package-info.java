/**
 * Opens tables: files of any format that Spark can read, tables of the catalog, and queries.
 * Imports {@code table.row}, {@code setting}, Hadoop's file systems and Spark SQL.
 */
package dev.lambdasweep.driver.table.input;
