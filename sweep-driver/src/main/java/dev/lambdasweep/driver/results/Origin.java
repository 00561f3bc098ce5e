package dev.lambdasweep.driver.results;

/**
 * What a sweep's numbers come from beside its configuration and seed.
 *
 * @param dataSha256 hash of the data; {@code resume} refuses other data
 * @param dataDescription the data in words
 * @param codeVersion version of this program
 * @param jdk version of the Java runtime
 * @param blas name of the BLAS implementation
 */
public record Origin(
    String dataSha256, String dataDescription, String codeVersion, String jdk, String blas) {}
