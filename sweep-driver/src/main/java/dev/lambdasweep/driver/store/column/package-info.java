/**
 * Columns of the tables of results, and JSON. One list of columns per table ({@code TrialColumns},
 * {@code CurveColumns}) says how its lines are read and written, and what SQL shows. Imports the
 * worker core; no Spark.
 */
package dev.lambdasweep.driver.store.column;
