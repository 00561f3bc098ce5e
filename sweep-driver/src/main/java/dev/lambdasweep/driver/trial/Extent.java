package dev.lambdasweep.driver.trial;

import java.io.Serializable;

/**
 * How far a training went.
 *
 * @param updates mini-batch updates done, or steps of another trainer
 * @param epochs passes over the training rows done, with their fraction; NaN if unknown
 */
public record Extent(int updates, double epochs) implements Serializable {}
