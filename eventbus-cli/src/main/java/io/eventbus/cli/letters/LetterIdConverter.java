package io.eventbus.cli.letters;

import io.eventbus.deadletter.LetterId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the place of a letter. */
final class LetterIdConverter implements ITypeConverter<LetterId> {

  @Override
  public LetterId convert(String text) {
    try {
      return LetterId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + text + "' is no place of a letter: write topic:partition:offset");
    }
  }
}
