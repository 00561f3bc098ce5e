/**
 * Saved models and their predictions for the rows of tables. Imports {@code data} and those before
 * it, and Spark SQL.
 */
package dev.lambdasweep.driver.predict;
