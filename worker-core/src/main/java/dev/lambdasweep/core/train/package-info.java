/**
 * The training loop, its curves, evaluation, and how a training ends. Imports {@code optim} and
 * below.
 */
package dev.lambdasweep.core.train;
