/**
 * The built-in trainer: from settings to the worker core's networks, and their stacking. Imports
 * {@code setting} and those before it; no Spark.
 */
package dev.lambdasweep.driver.network;
