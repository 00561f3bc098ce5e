/**
 * What is known of a sweep while it runs, and is no result: {@code live/<sweep>.json} in the
 * results directory, a file that is replaced. {@code watch} shows from it which trials run, and
 * {@code resume} learns from it which trials were training in a driver that came to an end. Imports
 * {@code cluster}, {@code store} and those before them.
 */
package dev.lambdasweep.driver.live;
