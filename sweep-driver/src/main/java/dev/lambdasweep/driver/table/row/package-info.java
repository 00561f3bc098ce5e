/**
 * The rows of a table as Spark holds them, and what executors make of them: a hash of their
 * content, counts of what they hold, and numbers. Imports {@code setting}, the worker core's data,
 * and Spark SQL's rows and types.
 */
package dev.lambdasweep.driver.table.row;
