/**
 * The search space: its dimensions, conditions and points, and the samplers whose points do not
 * depend on results. Imports {@code setting} and {@code search.numeric}.
 */
package dev.lambdasweep.driver.space;
