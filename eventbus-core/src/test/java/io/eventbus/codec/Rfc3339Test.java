package io.eventbus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  @RepeatedTest(20)
  void readsAndWritesWhatAnInstantWrites() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      long second = random.nextLong(-64_000_000_000L, 260_000_000_000L);
      int nano = new int[] {0, 1, 1_000, 120_000_000, 45_000, random.nextInt(1_000_000_000)}[i % 6];
      var instant = Instant.ofEpochSecond(second, nano);
      assertThat(Rfc3339.parse(instant.toString())).as("seed %s", seed).isEqualTo(instant);
      assertThat(Rfc3339.format(instant)).as("seed %s", seed).isEqualTo(instant.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-28T23:59:59Z",
        "2026-02-28T23:59:59.1Z",
        "2026-02-28T23:59:59.123456789Z",
        "2026-02-28T23:59:59+02:00",
        "2026-02-28T23:59:59.5-11:30",
        "2026-02-28T23:59Z",
        "-0001-02-28T23:59:59Z",
        "+12026-02-28T23:59:59Z"
      })
  void agreesWithTheParserOfTheJdk(String text) {
    assertThat(Rfc3339.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-02-30T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-01T25:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:60Z",
        "2026-01-01T00:00:00.1234567890Z",
        "2026-01-01T00:00:00.12a4Z",
        "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00",
        "yesterday"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Rfc3339.parse(text));
  }
}
