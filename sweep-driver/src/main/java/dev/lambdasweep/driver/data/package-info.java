/**
 * The data of a sweep as the driver reads them: sources, splits, and one copy of what trials share.
 * Imports {@code trial} and those before it, and Hadoop's file systems.
 */
package dev.lambdasweep.driver.data;
