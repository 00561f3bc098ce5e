/**
 * Processes of programs: which ones belong together, how they are ended, and the guard that does so
 * when an executor has died. Imports {@code core} alone.
 */
package dev.lambdasweep.driver.command.process;
