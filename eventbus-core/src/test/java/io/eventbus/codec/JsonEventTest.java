package io.eventbus.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events without a class: written from JSON, and looked at. */
class JsonEventTest {

  private static final Instant TIME = Instant.parse("2026-11-21T10:15:30.500Z");
  private static final RecordOrigin ORIGIN = new RecordOrigin(3, 77, TIME);
  private static final EventTypeName TYPE = EventTypeName.of(UserRegistered.class);
  private static final EventMetadata METADATA =
      new EventMetadata("i", "s", TYPE.name(), TYPE.version(), TIME, "sub", "co", "ca", "te");

  private final EventCodec codec = new EventCodec(CodecLimits.defaults());

  @ParameterizedTest
  @EnumSource
  void isWrittenAsAnEventOfAClassIs(EventFormat format) {
    var event = new UserRegistered("u-1");
    var json = new String(encode(event, EventFormat.BARE_JSON).body(), UTF_8);

    var written = encode(JsonEvent.of(" " + json + "\n"), format);
    var expected = encode(event, format);

    assertThat(written.body()).asString().isEqualTo(new String(expected.body(), UTF_8));
    assertThat(written.headers()).hasToString(expected.headers().toString());
    assertThat(written.eventType()).isEqualTo(TYPE.name());
  }

  @ParameterizedTest
  @EnumSource
  void isSeenInEachFormatWithoutItsClass(EventFormat format) {
    var seen = codec.inspect(onTheWire(encode(new UserRegistered("u-1"), format)), ORIGIN);

    assertThat(seen.format()).isEqualTo(format);
    assertThat(seen.data()).isEqualTo("{\"userId\":\"u-1\"}");
    switch (format) {
      case BARE_JSON -> assertThat(seen.metadata()).isNull();
      case ENVELOPE -> assertThat(seen.metadata().type()).isEqualTo(TYPE.name());
      default -> assertThat(seen.metadata()).isEqualTo(METADATA);
    }
    assertThat(seen.toString()).doesNotContain("u-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":canary}", "{\"a\":\"canary\"", "[\"canary\"]", "{} {}", "1"})
  void whatIsNoObjectIsRefusedWithoutRepeatingIt(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonEvent.of(json))
        .withMessageStartingWith("json ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
  }

  @Test
  void whatIsBeyondTheLimitsIsNotLookedAt() {
    var strict = new EventCodec(new CodecLimits(3, 10, 10, 10));
    var large = new EncodedEvent("t", null, List.of(), "{\"a\":1}".getBytes(UTF_8));

    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(() -> strict.inspect(large, ORIGIN));
  }

  private EncodedEvent encode(IntegrationEvent event, EventFormat format) {
    return codec.encode(event, METADATA, "t", "k", Map.of("h", "v"), format);
  }

  /** Without what the writer still knows of it. */
  private static EncodedEvent onTheWire(EncodedEvent written) {
    return new EncodedEvent(written.topic(), written.key(), written.headers(), written.body());
  }
}
