/**
 * Reads the text of a sweep's file within bounds: regular files of limited size, a limited number
 * of includes, a limited time. Collects the problems that are found in it. Imports {@code setting}
 * and below.
 */
package dev.lambdasweep.driver.config.text;
