/**
 * The public API: sweeps from any Spark application, in Java, Scala or py4j. The command line is a
 * client of it. Imports {@code sweep}, {@code sql} and those before them.
 */
package dev.lambdasweep.driver.api;
