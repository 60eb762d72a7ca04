package io.eventbus.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventbus.SampleEvents;
import io.eventbus.SampleEvents.KindsShownEvent;
import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each format looks like, and that all are read side by side. */
class EventFormatTest {

  private static final Instant TIME = Instant.parse("2026-11-21T10:15:30.500Z");
  private static final RecordOrigin ORIGIN = new RecordOrigin(3, 77, TIME);

  private final EventCodec codec = new EventCodec(CodecLimits.defaults());

  @EventType("COURSE_STATUS_UPDATED")
  private record CourseStatusUpdated(
      String userId,
      String courseId,
      String courseName,
      String certificateId,
      String firstName,
      String lastName,
      String issuanceDate,
      String expirationDate,
      String status,
      String eventType)
      implements IntegrationEvent {

    @Override
    public String key() {
      return courseId;
    }
  }

  private static CourseStatusUpdated certificate() {
    return new CourseStatusUpdated(
        "user-1",
        "course-1",
        "Algebra",
        "cert-1",
        "Žofie",
        "Nováková",
        "2026-11-21T00:00:00.000Z",
        "2028-11-21T00:00:00.000Z",
        "viewCertificate",
        "CERTIFICATE_ISSUED");
  }

  @Test
  void writesStructuredCloudEventsAsInTheGoldenFile() {
    var metadata =
        new EventMetadata(
            "id-1",
            "teacher-service",
            "teacher.created",
            1,
            TIME,
            "teachers/1",
            "corr",
            "cause",
            "tenant");

    var encoded =
        codec.encode(
            SampleEvents.teacherCreated(),
            metadata,
            "t",
            "k",
            Map.of("x-extra", "é"),
            EventFormat.CLOUD_EVENTS_STRUCTURED);

    assertThat(describe(encoded)).isEqualTo(golden("cloudevents-structured.golden"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T10:15:30.500Z, 2026-11-21T10:15:30.500Z",
    "2026-11-21T10:15:30Z, 2026-11-21T10:15:30.000Z",
    "2026-11-21T10:15:30.123456Z, 2026-11-21T10:15:30.123Z"
  })
  void writesTheEnvelopeOfTheCertificatesByteByByte(Instant time, String written) {
    var metadata =
        new EventMetadata(
            "id-1", "certificates", "COURSE_STATUS_UPDATED", 1, time, null, null, null, null);

    var encoded =
        codec.encode(
            certificate(), metadata, "user-topic", "course-1", Map.of(), EventFormat.ENVELOPE);

    assertThat(describe(encoded))
        .isEqualTo(golden("envelope.golden").replace("2026-11-21T10:15:30.500Z", written));
    assertThat(encoded.headers()).isEmpty();
  }

  @Test
  void writesBareJsonWithoutAnything() {
    var encoded = encode(new UserRegistered("u-1"), "user.registered", EventFormat.BARE_JSON);

    assertThat(encoded.headers()).isEmpty();
    assertThat(new String(encoded.body(), UTF_8)).isEqualTo("{\"userId\":\"u-1\"}");
    assertThat(encoded.eventId()).as("for messages").isEqualTo("id-1");
    assertThat(encoded.eventType()).isEqualTo("user.registered");
  }

  @ParameterizedTest
  @EnumSource(EventFormat.class)
  void readsBackWhatItWrites(EventFormat format) {
    var written = SampleEvents.kindsShown();

    var known = decode(encode(written, "kinds.shown", format), KindsShownEvent.class);

    assertThat(known.event())
        .usingRecursiveComparison()
        .withComparatorForType(java.math.BigDecimal::compareTo, java.math.BigDecimal.class)
        .isEqualTo(written);
    assertThat(known.metadata().type()).isEqualTo("kinds.shown");
    assertThat(known.metadata().time()).isEqualTo(TIME);
  }

  @Test
  void structuredCloudEventsKeepEveryAttribute() {
    var metadata =
        new EventMetadata("i", "s", "kinds.shown", 3, TIME, "subject", "corr", "cause", "tenant");

    var encoded =
        codec.encode(
            SampleEvents.kindsShown(),
            metadata,
            "t",
            null,
            Map.of(),
            EventFormat.CLOUD_EVENTS_STRUCTURED);

    assertThat(decode(encoded, KindsShownEvent.class).metadata()).isEqualTo(metadata);
  }

  @Test
  void readsAllFormatsOnOneTopic() {
    var types = EventTypes.of(List.of(UserRegistered.class));
    var event = new UserRegistered("u-1");

    assertThat(Arrays.stream(EventFormat.values()))
        .allSatisfy(
            format ->
                assertThat(event(codec.decode(encode(event, format), types, ORIGIN)))
                    .isEqualTo(event));
  }

  @Test
  void headersOfAStructuredEventDoNotMakeItABinaryOne() {
    var body =
        "{\"specversion\":\"1.0\",\"id\":\"inside\",\"source\":\"/x\",\"type\":\"user.registered\","
            + "\"data\":{\"userId\":\"u\"}}";
    var headers =
        Map.of(
            "content-type", "application/cloudevents+json; charset=utf-8",
            "ce_specversion", "1.0",
            "ce_id", "outside",
            "ce_type", "user.registered");

    var known = decode(record(headers, body), UserRegistered.class);

    assertThat(known.event()).isEqualTo(new UserRegistered("u"));
    assertThat(known.metadata().id()).isEqualTo("inside");
  }

  @Test
  void readsStructuredDataInBase64AndInAnyOrderOfMembers() {
    var data = Base64.getEncoder().encodeToString("{\"userId\":\"ü\"}".getBytes(UTF_8));
    var body =
        "{\"data_base64\":\""
            + data
            + "\",\"more\":{\"data\":1},\"type\":\"user.registered\",\"source\":\"/x\","
            + "\"eventversion\":\"1\",\"id\":\"1\",\"specversion\":\"1.0\"}";

    assertThat(decode(structured(body), UserRegistered.class).event())
        .isEqualTo(new UserRegistered("ü"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"specversion":"1.0","id":"1","source":"x","type":"user.registered"}             | EMPTY
          {"specversion":"0.3","type":"user.registered","data":{}}                          | MALFORMED
          {"specversion":"1.0","type":["user.registered"],"data":{}}                        | WRONG_SHAPE
          {"specversion":"1.0","type":"user.registered","data":{"userId":"u"}} more         | MALFORMED
          {"specversion":"1.0","type":"user.registered","data":{"userId":                   | MALFORMED
          {"specversion":"1.0","type":"user.registered","data":null}                        | WRONG_SHAPE
          {"specversion":"1.0","type":"user.registered","data_base64":"?"}                  | MALFORMED
          [1]                                                                               | WRONG_SHAPE
          """)
  void tellsWhyAStructuredEventIsNone(String body, Reason reason) {
    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(() -> decode(structured(body), UserRegistered.class))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void whatOnlyLooksLikeAnEnvelopeIsBareJson() {
    assertThat(decode(bare("{\"userId\":\"u\",\"data\":{}}"), UserRegistered.class).event())
        .isEqualTo(new UserRegistered("u"));
    assertThat(
            decode(
                    bare("{\"eventType\":\"x\",\"timestamp\":\"t\",\"data\":{},\"userId\":\"u\"}"),
                    UserRegistered.class)
                .event())
        .isEqualTo(new UserRegistered("u"));
  }

  @Test
  void anEnvelopeTellsItsTypeAndTime() {
    var body =
        "{\"data\":{\"userId\":\"u\"},\"eventType\":\"user.registered\","
            + "\"timestamp\":\"2026-01-02T03:04:05.678Z\"}";

    var known = decode(bare(body), UserRegistered.class);

    assertThat(known.metadata().time()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(known.metadata().id()).isEqualTo("topic-3-77");
    var other = codec.decode(bare(body.replace("registered", "deleted")), types(), ORIGIN);
    assertThat(other).isEqualTo(new DecodedEvent.Unknown("user.deleted", 1));
  }

  @Test
  void refusesACloudEventInAFormatThatIsNotJson() {
    var avro = record(Map.of("content-type", "application/cloudevents+avro"), "{}");

    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(() -> decode(avro, UserRegistered.class))
        .withMessageContaining("content-type");
  }

  private static EventTypes types() {
    return EventTypes.of(List.of(UserRegistered.class));
  }

  private DecodedEvent.Known decode(
      EncodedEvent encoded, Class<? extends IntegrationEvent> eventClass) {
    return (DecodedEvent.Known) codec.decode(encoded, EventTypes.of(List.of(eventClass)), ORIGIN);
  }

  private static IntegrationEvent event(DecodedEvent decoded) {
    return ((DecodedEvent.Known) decoded).event();
  }

  private EncodedEvent encode(UserRegistered event, EventFormat format) {
    return encode(event, "user.registered", format);
  }

  private EncodedEvent encode(IntegrationEvent event, String type, EventFormat format) {
    int version = type.equals("kinds.shown") && format != EventFormat.ENVELOPE ? 3 : 1;
    var metadata =
        new EventMetadata("id-1", "service", type, version, TIME, null, null, null, null);
    return codec.encode(event, metadata, "topic", null, Map.of(), format);
  }

  private static EncodedEvent structured(String body) {
    return record(Map.of("content-type", "application/cloudevents+json"), body);
  }

  private static EncodedEvent bare(String body) {
    return record(Map.of(), body);
  }

  private static EncodedEvent record(Map<String, String> headers, String body) {
    return new EncodedEvent(
        "topic",
        null,
        headers.entrySet().stream()
            .map(entry -> EventHeader.of(entry.getKey(), entry.getValue()))
            .toList(),
        body.getBytes(UTF_8));
  }

  private static String describe(EncodedEvent encoded) {
    var headers =
        encoded.headers().stream()
            .map(header -> header.name() + ": " + header.text() + "\n")
            .collect(Collectors.joining());
    return headers + "\n" + new String(encoded.body(), UTF_8) + "\n";
  }

  private static String golden(String name) {
    try (var file = EventFormatTest.class.getResourceAsStream("/golden/" + name)) {
      return file == null ? "(no file " + name + ")" : new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
