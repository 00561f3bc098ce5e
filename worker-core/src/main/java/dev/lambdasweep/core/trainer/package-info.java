/**
 * The types that a user's own trainer compiles against: the {@link
 * dev.lambdasweep.core.trainer.Trainer}, its parameters and metrics, and the context in which it
 * trains one trial. Imports {@code train} and those before it.
 */
package dev.lambdasweep.core.trainer;
