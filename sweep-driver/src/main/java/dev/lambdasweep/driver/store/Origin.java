package dev.lambdasweep.driver.store;

import dev.lambdasweep.driver.table.TableProfile;
import java.util.List;
import java.util.Optional;

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
 * @param table what was found in the table; empty for other sources
 */
public record Origin(
    String dataSha256,
    String testSha256,
    String dataDescription,
    String codeVersion,
    String jdk,
    String blas,
    Optional<TableProfile> table) {

  /** What the numbers of a sweep depend on that reads no table. */
  public Origin(
      String dataSha256,
      String testSha256,
      String dataDescription,
      String codeVersion,
      String jdk,
      String blas) {
    this(dataSha256, testSha256, dataDescription, codeVersion, jdk, blas, Optional.empty());
  }

  /** Names of the classes of a table by label; empty for values, and for other sources. */
  public List<String> classNames() {
    return table.map(TableProfile::classes).orElse(List.of());
  }
}
