/**
 * The command line: a class a verb, and what a person sees on a terminal. Imports everything else.
 */
package dev.lambdasweep.driver.cli;
