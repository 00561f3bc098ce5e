/**
 * The sampler {@code gp}: a Gaussian process as a model of the objective, and the point where it
 * expects the largest improvement. Imports {@code space}, {@code search.numeric} and {@code
 * search.cube}.
 */
package dev.lambdasweep.driver.search.gp;
