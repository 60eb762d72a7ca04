package io.eventbus.examples.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventFormat;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.examples.notification.analytics.AnalyticsTracked;
import io.eventbus.examples.notification.sending.EmailRequested;
import io.eventbus.examples.notification.sending.PushRequested;
import io.eventbus.examples.notification.sending.SmsRequested;
import io.eventbus.examples.notification.user.UserDeleted;
import io.eventbus.examples.notification.user.UserLoggedIn;
import io.eventbus.examples.notification.user.UserRegistered;
import io.eventbus.examples.notification.user.UserUpdated;
import io.eventbus.publish.EventEncoder;
import io.eventbus.publish.PublishOptions;
import io.eventbus.topic.TopicNaming;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event as it is on the wire, byte for byte, with its topic and key. */
final class GoldenFilesTest {

  static final String USER = "7d4f2a54-3c1b-4f0e-9a53-5a1f6f0c2b11";

  private static final String ID = "0b9f6f0e-3a0c-4c58-8f4b-0a4b7c1d2e3f";
  private static final String ADA = "ada@example.org";
  private static final String NUMBER = "+491701234567";

  static Stream<Arguments> events() {
    return Stream.of(
        Arguments.of("user.events", USER, new UserRegistered(USER, ADA, "Ada Lovelace")),
        Arguments.of("user.events", USER, new UserLoggedIn(USER)),
        Arguments.of("user.events", USER, new UserUpdated(USER, ADA, "Ada King")),
        Arguments.of("user.events", USER, new UserDeleted(USER)),
        Arguments.of("notification.events", ADA, new EmailRequested(ADA, "Grüße", "Hello Ada,\n")),
        Arguments.of("notification.events", NUMBER, new SmsRequested(NUMBER, "It begins.")),
        Arguments.of("notification.events", "device-1", new PushRequested("device-1", "Hi", "Ada")),
        Arguments.of("analytics.events", USER, new AnalyticsTracked("lesson.completed", USER)));
  }

  @ParameterizedTest
  @MethodSource("events")
  void isWrittenAsItsFile(String topic, String key, IntegrationEvent event) throws IOException {
    var codec = new EventCodec(CodecLimits.defaults(), EventFormat.CLOUD_EVENTS_STRUCTURED);
    var encoder =
        new EventEncoder(codec, TopicNaming.convention(""), "notification-service", 1 << 20);
    var options =
        PublishOptions.defaults().withId(ID).withTime(Instant.parse("2026-11-22T10:15:30.500Z"));

    var written = encoder.encode(event, options);

    assertThat(written.record().topic()).isEqualTo(topic);
    assertThat(new String(written.record().key(), UTF_8)).isEqualTo(key);
    assertThat(new String(written.record().body(), UTF_8) + "\n")
        .isEqualTo(golden(written.metadata().type()));
  }

  /** The file of an event, with the line break at its end. */
  static String golden(String type) throws IOException {
    try (var file = GoldenFilesTest.class.getResourceAsStream("/" + type + ".golden")) {
      if (file == null) {
        throw new FileNotFoundException(type);
      }
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  /** The event of a file without what differs each time, and with other values. */
  static String golden(String type, Map<String, String> values) throws IOException {
    var golden = golden(type).strip();
    for (var value : values.entrySet()) {
      golden = golden.replace(value.getKey(), value.getValue());
    }
    return withoutIdentity(golden);
  }

  /** What is written without id and time. */
  static String withoutIdentity(String written) {
    return written
        .replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"\"")
        .replaceFirst("\"time\":\"[^\"]+\"", "\"time\":\"\"");
  }
}
