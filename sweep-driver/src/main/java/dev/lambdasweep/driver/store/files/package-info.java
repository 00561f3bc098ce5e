/**
 * Immutable files on any Hadoop file system: each is written whole and flushed to disk, or not at
 * all, and never replaces another. Imports {@code cluster} and {@code lease}, the worker core and
 * Hadoop's file systems; no Spark.
 */
package dev.lambdasweep.driver.store.files;
