package io.eventbus.cli.settings;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Refuses a password that stands on the command line, where every user of the machine can read it.
 */
final class PasswordOnCommandLine implements ITypeConverter<String> {

  @Override
  public String convert(String password) {
    throw new TypeConversionException(
        "a password on the command line can be read by others (ps): set KAFKA_SASL_PASSWORD or"
            + " EVENTBUS_JDBC_PASSWORD, write it into the file of --config, or leave it out to be"
            + " asked for it");
  }
}
