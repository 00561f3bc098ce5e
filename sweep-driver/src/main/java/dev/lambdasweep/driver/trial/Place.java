package dev.lambdasweep.driver.trial;

import java.io.Serializable;

/**
 * Where a group is trained; does not affect its numbers.
 *
 * @param host name of the machine
 * @param executor Spark's id of the executor
 * @param attempt number of the attempt at its task, from 0
 * @param application Spark's id of the application
 */
public record Place(String host, String executor, int attempt, String application)
    implements Serializable {}
