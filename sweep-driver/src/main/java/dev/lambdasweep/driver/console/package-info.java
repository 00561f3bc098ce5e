/**
 * What a person sees in a terminal: progress, ranked tables, and what to type next. Imports {@code
 * sql} and those before it.
 */
package dev.lambdasweep.driver.console;
