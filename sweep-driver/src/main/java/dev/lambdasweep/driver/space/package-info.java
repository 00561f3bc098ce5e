/**
 * The space that is searched: dimensions, points, and samplers that propose points. Imports {@code
 * setting}.
 */
package dev.lambdasweep.driver.space;
