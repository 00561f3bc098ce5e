/**
 * The kinds of values that keys may have: how each is read from a file, checked and written back.
 * Imports no other package of the project.
 */
package dev.lambdasweep.driver.setting.kind;
