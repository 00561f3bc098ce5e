/**
 * Numerical methods of the samplers that learn: minimization, factors of symmetric matrices, the
 * normal distribution. Plain Java doubles in a fixed order of operations, so that the same numbers
 * give the same bits on every machine. Imports none of this project's packages.
 */
package dev.lambdasweep.driver.search.numeric;
