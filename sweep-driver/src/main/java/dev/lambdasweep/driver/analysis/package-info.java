/** From results to the next search space. Imports {@code results} and below. */
package dev.lambdasweep.driver.analysis;
