/** Comparison of analytical and numerical gradients. Imports {@code train} and below. */
package dev.lambdasweep.core.check;
