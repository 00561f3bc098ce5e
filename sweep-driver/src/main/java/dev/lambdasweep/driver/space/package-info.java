/**
 * The space that is searched: dimensions, points, and samplers that propose points. Imports {@code
 * config}.
 */
package dev.lambdasweep.driver.space;
