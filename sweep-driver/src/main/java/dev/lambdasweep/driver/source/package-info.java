/**
 * Where rows come from: the sources that a file can name in {@code data.source}, in one registry.
 * Imports {@code setting}, the worker core's data, Hadoop's file systems and Spark SQL.
 */
package dev.lambdasweep.driver.source;
