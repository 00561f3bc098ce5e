/**
 * Reads and writes a sweep's file. Every problem in a file is reported at once, with file and line.
 * Imports {@code space} and below.
 *
 * <p>{@link dev.lambdasweep.driver.config.ConfigReader} reads a file into a {@link
 * dev.lambdasweep.driver.config.SweepConfig}; type and rule of every key are rows of {@link
 * dev.lambdasweep.driver.setting.Settings}.
 */
package dev.lambdasweep.driver.config;
