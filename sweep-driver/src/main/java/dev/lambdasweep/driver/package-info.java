/**
 * The Spark application: a sweep's way from its file to its rows.
 *
 * <p>Each package may import those before it: {@code setting}, {@code space}, {@code config},
 * {@code trial}, {@code spark}, {@code lease}, {@code results}, {@code refine}, {@code report},
 * {@code cli}.
 */
package dev.lambdasweep.driver;
