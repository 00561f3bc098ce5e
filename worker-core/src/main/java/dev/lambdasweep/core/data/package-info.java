/**
 * Examples and the way they reach a training: a {@link dev.lambdasweep.core.data.DataSource} reads
 * named parts into {@link dev.lambdasweep.core.data.Examples}, a {@link
 * dev.lambdasweep.core.data.Split} says which of them train and which validate, a {@link
 * dev.lambdasweep.core.data.Standardizer} is fitted on those that train, and {@link
 * dev.lambdasweep.core.data.Dataset} holds the three together, one copy an executor. {@link
 * dev.lambdasweep.core.data.MiniBatches} orders the training examples.
 *
 * <p>May import the root package and {@code random}.
 */
package dev.lambdasweep.core.data;
