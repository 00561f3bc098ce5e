/**
 * Tests of everything that a user starts from a shell: the launchers of scripts/ and the jar and
 * Spark home they use.
 */
package dev.lambdasweep.driver.scripts;
