/**
 * The session, the data on the executors, and the jobs; the only closures that travel. Imports
 * {@code trial} and below.
 */
package dev.lambdasweep.driver.spark;
