/**
 * The table of settings: one row per key of a sweep's file, with its path, type and rule, and
 * whether it can be a dimension. Everything that needs one of these is derived from the row.
 * Imports {@code setting.kind} and the worker core.
 */
package dev.lambdasweep.driver.setting;
