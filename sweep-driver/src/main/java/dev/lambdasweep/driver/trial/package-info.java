/**
 * One point trained once, and what came of it. Imports {@code config}, {@code space} and the worker
 * core; knows nothing of Spark.
 */
package dev.lambdasweep.driver.trial;
