/** Analytic against numerical gradients. Imports {@code train} and below. */
package dev.lambdasweep.core.check;
