/**
 * From results to ranks, tests and the next search space. Imports {@code store} and those before
 * it.
 */
package dev.lambdasweep.driver.analysis;
