/**
 * How far the trials of a plan are if a stopping rule compares them: a pure function of the rows
 * that are stored. What trainings continue from is held here, too; nothing depends on it. Imports
 * the store and trials; independent of Spark.
 */
package dev.lambdasweep.driver.rung;
