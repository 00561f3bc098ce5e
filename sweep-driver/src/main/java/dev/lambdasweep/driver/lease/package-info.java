/**
 * One driver at a time for each sweep: small files in the sweep's own folder, {@code
 * lease-<n>.json}, that the driver at work renews. Imports Hadoop's file systems and the worker
 * core alone.
 *
 * <p>A claim is a new file, created only where there is none of its name, and then a second look at
 * the folder: it holds if nothing is there but files of drivers that were found dead (or are forced
 * out). Of two drivers that claim at the same moment the one whose file was created second sees the
 * other's file and withdraws, so at most one holds. Clocks of different machines are never
 * compared.
 */
package dev.lambdasweep.driver.lease;
