/**
 * Random numbers that depend on a key and a counter alone, so that a trial draws the same ones on
 * any machine, in any order. Imports nothing of the other packages but the root.
 */
package dev.lambdasweep.core.random;
