/**
 * Everything that touches Spark's scheduler: the session, the broadcast, the jobs, and the only
 * closures that travel. Imports {@code data} and those before it.
 */
package dev.lambdasweep.driver.cluster;
