/**
 * The condition {@code sweep.where} on the points of a space: an expression of Spark SQL that the
 * driver evaluates itself, without a session or a job. Imports {@code space} and below.
 */
package dev.lambdasweep.driver.where;
