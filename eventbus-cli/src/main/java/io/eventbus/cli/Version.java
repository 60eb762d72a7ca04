package io.eventbus.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar says it has. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    var version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"eventbus " + (version == null ? "(not packaged)" : version)};
  }
}
