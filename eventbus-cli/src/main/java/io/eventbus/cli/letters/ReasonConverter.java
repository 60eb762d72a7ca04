package io.eventbus.cli.letters;

import io.eventbus.deadletter.DeadLetterReason;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads why a letter died, by its code. */
final class ReasonConverter implements ITypeConverter<DeadLetterReason> {

  @Override
  public DeadLetterReason convert(String text) {
    return Arrays.stream(DeadLetterReason.values())
        .filter(reason -> reason.code().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is no reason; allowed: "
                        + Arrays.stream(DeadLetterReason.values())
                            .map(DeadLetterReason::code)
                            .toList()));
  }
}
