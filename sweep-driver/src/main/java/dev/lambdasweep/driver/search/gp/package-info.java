/**
 * The sampler {@code gp}: a Gaussian process as a model of the objective, and the point where it
 * expects the largest improvement; and what the same model tells people: what further points are
 * expected to add, the objective along a dimension, and the importance of dimensions. Imports
 * {@code space}, {@code search.numeric} and {@code search.cube}.
 */
package dev.lambdasweep.driver.search.gp;
