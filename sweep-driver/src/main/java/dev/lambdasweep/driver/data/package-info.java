/**
 * The data of a sweep as read by the driver: sources, splits, and one copy of everything that
 * trials share. Imports {@code network} and those before it.
 */
package dev.lambdasweep.driver.data;
