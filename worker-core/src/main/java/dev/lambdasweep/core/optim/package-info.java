/**
 * Learning-rate schedules, the penalty, and optimizers: each a description, its steps, and what it
 * keeps between them. Imports {@code linalg} and below.
 */
package dev.lambdasweep.core.optim;
