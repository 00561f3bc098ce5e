/**
 * Runs trainers: each training in a thread of its own, whose end, however it comes, is a row.
 * Imports {@code trial} and those before it; independent of Spark.
 */
package dev.lambdasweep.driver.runner;
