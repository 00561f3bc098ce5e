/** Learning-rate schedules and optimizers. Imports {@code nn} and below. */
package dev.lambdasweep.core.optim;
