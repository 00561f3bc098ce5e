/**
 * Tests that anyone can run against a trainer: {@link
 * dev.lambdasweep.core.trainer.kit.TrainerContract}. Needs JUnit and the worker core alone.
 */
package dev.lambdasweep.core.trainer.kit;
