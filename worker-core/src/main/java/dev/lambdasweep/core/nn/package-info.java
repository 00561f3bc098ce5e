/**
 * Networks: their description, their parameters, layers, activations and losses. Examples are
 * columns throughout. Imports {@code linalg}, {@code data} and below.
 */
package dev.lambdasweep.core.nn;
