package dev.lambdasweep.driver.store;

/**
 * What a sweep's numbers come from beside its configuration and seed.
 *
 * @param dataSha256 hash of the images to train and validate on; {@code resume} refuses others
 * @param testSha256 hash of the test images of a final sweep; empty for other kinds, and in plans
 *     that were made before it was kept
 * @param dataDescription the data in words
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
