/**
 * What programs write: lines that report metrics, in two forms, and the last lines of their
 * messages. Imports {@code setting} and below.
 */
package dev.lambdasweep.driver.command.metrics;
