package dev.lambdasweep.driver.store;

/**
 * What the numbers of a sweep depend on besides its configuration and seed.
 *
 * @param dataSha256 hash of the training and validation images; {@code resume} rejects others
 * @param testSha256 hash of the test images of a final sweep; empty for other kinds, and in plans
 *     of versions that did not store it
 * @param dataDescription description of the data for people
 * @param codeVersion version of this program
 * @param jdk version of the Java runtime
 * @param blas name of the BLAS implementation
 */
public record Origin(
    String dataSha256,
    String testSha256,
    String dataDescription,
    String codeVersion,
    String jdk,
    String blas) {}
