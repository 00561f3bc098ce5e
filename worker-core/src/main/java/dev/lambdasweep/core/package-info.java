/**
 * Training of networks, independent of Spark and of configuration files.
 *
 * <p>This package holds the types that every other package may import: {@link
 * dev.lambdasweep.core.Require} and {@link dev.lambdasweep.core.UserException}. Below it, each
 * package may import those before it: {@code random}, {@code linalg}, {@code data}, {@code optim},
 * {@code nn}, {@code train}, {@code trainer}, {@code check}, {@code model}.
 */
package dev.lambdasweep.core;
