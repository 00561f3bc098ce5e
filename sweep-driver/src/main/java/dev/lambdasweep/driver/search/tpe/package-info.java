/**
 * The sampler {@code tpe}: densities of good and of other points, and the point where they differ
 * most. Imports {@code space}, {@code search.numeric} and {@code search.cube}.
 */
package dev.lambdasweep.driver.search.tpe;
