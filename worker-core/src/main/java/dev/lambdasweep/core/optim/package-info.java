/**
 * Learning-rate schedules, the penalty, and optimizers: each a description, its steps, and its
 * state between them. Imports {@code linalg} and below.
 */
package dev.lambdasweep.core.optim;
