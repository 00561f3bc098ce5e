/**
 * Random numbers that depend only on a key and a counter, so that a trial draws the same ones on
 * any machine, in any order. Imports only the root package.
 */
package dev.lambdasweep.core.random;
