/**
 * The search space: its dimensions, its points, and the samplers that propose points. Imports
 * {@code setting}.
 */
package dev.lambdasweep.driver.space;
