/**
 * The registry of samplers, and the choice among them. Imports {@code space}, {@code search.gp} and
 * {@code search.tpe}.
 */
package dev.lambdasweep.driver.search;
