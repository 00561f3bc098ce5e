/**
 * The sweep's file as records. Every problem in a file is reported at once, with file and line.
 * Imports the worker core.
 */
package dev.lambdasweep.driver.config;
