/**
 * Examples and their way into a training: a {@link dev.lambdasweep.core.data.DataSource} reads
 * named parts into {@link dev.lambdasweep.core.data.Examples}, a {@link
 * dev.lambdasweep.core.data.Split} divides them into training and validation examples, a {@link
 * dev.lambdasweep.core.data.Standardizer} is fitted on the training examples, and a {@link
 * dev.lambdasweep.core.data.Dataset} holds all three, one copy per executor. {@link
 * dev.lambdasweep.core.data.MiniBatches} orders the training examples.
 *
 * <p>May import the root package and {@code random}.
 */
package dev.lambdasweep.core.data;
