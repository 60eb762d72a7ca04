package io.eventbus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MomentConverterTest {

  private final MomentConverter converter = new MomentConverter();

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T10:15:00Z, 2026-11-21T10:15:00Z",
    "2026-11-21T10:15+01:00, 2026-11-21T09:15:00Z",
    "2026-11-21, 2026-11-21T00:00:00Z"
  })
  void timesAndDaysAreRead(String text, Instant moment) {
    assertThat(converter.convert(text)).isEqualTo(moment);
  }

  @Test
  void howLongAgoIsRead() {
    var now = Instant.now();

    assertThat(converter.convert("90m"))
        .isCloseTo(now.minusSeconds(5400), within(1, ChronoUnit.MINUTES));
    assertThat(converter.convert("3d"))
        .isCloseTo(now.minusSeconds(259_200), within(1, ChronoUnit.MINUTES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "-5m", "5", "5w", "2026-13-01", "2026-11-21T10:15"})
  void otherTextIsRefusedWithWhatIsAllowed(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> converter.convert(text))
        .withMessageContaining("allowed: 2026-11-21T10:15:00Z, ");
  }
}
