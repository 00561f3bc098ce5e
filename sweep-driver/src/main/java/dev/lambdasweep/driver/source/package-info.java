/**
 * Where rows come from: the sources that a file can name in {@code data.source}, in one registry.
 * Imports {@code setting}, the worker core's data, and Hadoop's file systems; no Spark.
 */
package dev.lambdasweep.driver.source;
