/**
 * Rules that end trainings early because others are better: pure functions of lengths and figures.
 * Imports the worker core only.
 */
package dev.lambdasweep.driver.stopping;
