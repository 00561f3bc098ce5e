/**
 * One driver at a time for each sweep: small files in the sweep's own folder, {@code
 * lease-<n>.json}, that the driver at work renews. Imports only Hadoop's file systems and the
 * worker core.
 *
 * <p>A claim is a new file, created only if there is none of its name, followed by a second look at
 * the folder: it holds if the folder has no other files than those of drivers that were found dead
 * (or are forced out). If two drivers claim at the same moment, the one whose file was created
 * second sees the other's file and withdraws, so at most one claim holds. Clocks of different
 * machines are never compared.
 */
package dev.lambdasweep.driver.lease;
