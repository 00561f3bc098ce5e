package dev.lambdasweep.driver.cli;

import dev.lambdasweep.driver.sweep.CodeVersion;
import picocli.CommandLine.IVersionProvider;

/** The text that {@code --version} prints. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"Lambda Sweep " + CodeVersion.text()};
  }
}
