/**
 * Networks: their description, their parameters, layers, activations and losses. Examples are
 * columns throughout. Imports {@code optim} and below.
 */
package dev.lambdasweep.core.nn;
