/**
 * The trainer {@code command}, which runs a program for each trial. Independent of Spark. Imports
 * {@code trial} and below.
 *
 * <p>{@link dev.lambdasweep.driver.command.CommandTrainer} gives a {@code Program} its words, its
 * environment and its files, passes on what it reports, and judges how it ended. {@code DataFiles}
 * are written once per executor. {@code ProcessTree} finds and ends everything that a program has
 * started; {@link dev.lambdasweep.driver.command.Guard} does so when the executor has died.
 */
package dev.lambdasweep.driver.command;
