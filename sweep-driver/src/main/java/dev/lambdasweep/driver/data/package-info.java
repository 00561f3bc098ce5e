/**
 * The data of a sweep as read by the driver: sources, splits, and one copy of everything that
 * trials share. Imports {@code trial} and those before it, and Hadoop's file systems.
 */
package dev.lambdasweep.driver.data;
