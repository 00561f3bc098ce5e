/**
 * Trials and their results. Imports {@code config}, {@code space} and the worker core; independent
 * of Spark.
 */
package dev.lambdasweep.driver.trial;
