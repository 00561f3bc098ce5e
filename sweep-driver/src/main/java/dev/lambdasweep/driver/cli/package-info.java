/** The command line: one class per verb. Imports everything else. */
package dev.lambdasweep.driver.cli;
