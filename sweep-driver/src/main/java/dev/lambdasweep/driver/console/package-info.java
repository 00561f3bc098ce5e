/**
 * Output for people in a terminal: progress, ranked tables, and commands to run next. Imports
 * {@code sql} and those before it.
 */
package dev.lambdasweep.driver.console;
