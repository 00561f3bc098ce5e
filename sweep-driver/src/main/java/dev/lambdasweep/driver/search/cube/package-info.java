/**
 * The space and the results as the samplers that learn see them: points as coordinates in the unit
 * cube, and one value per point. Imports {@code space}.
 */
package dev.lambdasweep.driver.search.cube;
