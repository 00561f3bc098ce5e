/**
 * One loop for run, refine, final, resume and extend: propose points, publish them as the plan's
 * next part, train, store, observe. It prints nothing; a {@link
 * dev.lambdasweep.driver.sweep.SweepListener} carries what people see, abort rules and trackers.
 * Imports {@code cluster}, {@code lease}, {@code store}, {@code analysis} and those before them.
 */
package dev.lambdasweep.driver.sweep;
