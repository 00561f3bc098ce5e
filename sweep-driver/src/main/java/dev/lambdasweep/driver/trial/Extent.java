package dev.lambdasweep.driver.trial;

import java.io.Serializable;

/**
 * How far a training went.
 *
 * @param updates number of mini-batch updates, or of another trainer's steps
 * @param epochs passes over the training rows, with a fractional part; NaN if unknown
 */
public record Extent(int updates, double epochs) implements Serializable {}
