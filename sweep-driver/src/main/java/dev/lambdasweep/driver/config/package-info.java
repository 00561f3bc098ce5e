/**
 * The sweep's file as records. Every problem in a file is reported at once, with file and line.
 * Imports the worker core.
 *
 * <p>{@link dev.lambdasweep.driver.config.ConfigReader} reads a file into a {@link
 * dev.lambdasweep.driver.config.SweepConfig}; {@code Keys} holds type and rule of every key, once
 * for the reader and the records; {@link dev.lambdasweep.driver.config.Hyperparameter} names the
 * keys that a search may vary and a table shows.
 */
package dev.lambdasweep.driver.config;
