/**
 * The report page of one sweep and its parents, or of several. Imports {@code sql} and those before
 * it.
 */
package dev.lambdasweep.driver.report;
