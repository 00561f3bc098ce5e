/**
 * The files that programs read and write: data, written once per executor, and the files that
 * travel with a sweep. Imports {@code trial}, {@code command.process} and below.
 */
package dev.lambdasweep.driver.command.files;
