package io.eventbus.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventbus.SampleEvents;
import io.eventbus.SampleEvents.CourseRenamed;
import io.eventbus.SampleEvents.KindsShownEvent;
import io.eventbus.SampleEvents.TeacherCreatedIntegrationEvent;
import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

  private static final Instant TIME = Instant.parse("2026-11-21T10:15:30.500Z");
  private static final RecordOrigin ORIGIN = new RecordOrigin(3, 77, TIME);
  private static final EventTypes TEACHER =
      EventTypes.of(List.of(TeacherCreatedIntegrationEvent.class));
  private static final String CANARY = "canary-7c1f";

  private final EventCodec codec = new EventCodec(CodecLimits.defaults());

  @EventType("self.referring")
  private record SelfReferring(List<Object> parts) implements IntegrationEvent {}

  @Test
  void writesCloudEventsInBinaryModeAsInTheGoldenFile() {
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
        codec.encode(SampleEvents.teacherCreated(), metadata, "t", "k", Map.of("x-extra", "é"));

    assertThat(describe(encoded)).isEqualTo(golden("cloudevents-binary.golden"));
  }

  @Test
  void leavesOutAttributesThatAreNotThere() {
    var encoded = encode(SampleEvents.teacherCreated(), "teacher.created", 1);

    assertThat(describe(encoded)).isEqualTo(golden("cloudevents-binary-minimal.golden"));
    assertThat(encoded.key()).isNull();
  }

  @Test
  void writesEveryKindOfValueAsInTheGoldenFile() {
    var encoded = encode(SampleEvents.kindsShown(), "kinds.shown", 3);

    assertThat(text(encoded.body())).isEqualTo(golden("kinds-of-values.golden").strip());
  }

  @Test
  void writesAClassWithItsIdTimeAndVersion() {
    var id = UUID.fromString("6f1cbb1e-9c3a-4f58-8f0a-1f2e3d4c5b6a");
    var event = new CourseRenamed(id, TIME, "Algebra");

    var encoded = encode(event, "course.renamed", 2);

    assertThat(text(encoded.body())).isEqualTo(golden("class-event.golden").strip());
    var read = (CourseRenamed) event(decode(encoded, CourseRenamed.class));
    assertThat(read.id()).isEqualTo(id);
    assertThat(read.time()).isEqualTo(TIME);
    assertThat(read.version()).isEqualTo(2);
    assertThat(read.name()).isEqualTo("Algebra");
  }

  @Test
  void readsBackWhatItWrites() {
    var metadata =
        new EventMetadata("i", "s", "kinds.shown", 3, TIME, "subject", "corr", "cause", "tenant");
    var written = SampleEvents.kindsShown();

    var encoded = codec.encode(written, metadata, "t", null, Map.of());
    var decoded = (DecodedEvent.Known) decode(encoded, KindsShownEvent.class);

    assertThat(decoded.metadata()).isEqualTo(metadata);
    assertThat(decoded.event())
        .usingRecursiveComparison()
        .withComparatorForType(java.math.BigDecimal::compareTo, java.math.BigDecimal.class)
        .isEqualTo(written);
  }

  @Test
  void readsWhatAForeignProducerMayLeaveOut() {
    var headers =
        Map.of(
            "ce_specversion", "1.0", "ce_id", "1", "ce_source", "/x", "ce_type", "user.registered");

    var decoded =
        (DecodedEvent.Known) decode(record(headers, "{\"userId\":\"u\"}"), UserRegistered.class);

    assertThat(decoded.metadata().time()).isEqualTo(TIME);
    assertThat(decoded.metadata().version()).isEqualTo(1);
  }

  @Test
  void readsBareJsonAsTheOneTypeOfTheSubscription() {
    var decoded =
        (DecodedEvent.Known)
            decode(record(Map.of(), golden("bare-json.golden")), UserRegistered.class);

    assertThat(decoded.event()).isEqualTo(new UserRegistered("u-1"));
    assertThat(decoded.metadata().id()).isEqualTo("topic-3-77");
    assertThat(decoded.metadata().type()).isEqualTo("user.registered");
    assertThat(decoded.metadata().time()).isEqualTo(TIME);
  }

  @Test
  void cannotTellBareJsonApartWhereSeveralTypesAreSubscribed() {
    var types = EventTypes.of(List.of(UserRegistered.class, TeacherCreatedIntegrationEvent.class));

    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(() -> codec.decode(record(Map.of(), "{}"), types, ORIGIN))
        .withMessageContaining("several types");
  }

  @Test
  void ignoresPropertiesThatItDoesNotKnow() {
    var decoded =
        decode(record(Map.of(), "{\"userId\":\"u\",\"more\":[1,{}]}"), UserRegistered.class);

    assertThat(event(decoded)).isEqualTo(new UserRegistered("u"));
  }

  @Test
  void reportsATypeThatIsNotRegisteredAndLoadsNoClassByName() {
    var type = SampleEvents.CourseRenamed.class.getName();

    assertThat(codec.decode(cloudEvent(type, "{}"), TEACHER, ORIGIN))
        .isEqualTo(new DecodedEvent.Unknown(type, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no json %s           | MALFORMED
          {"teacherId":        | MALFORMED
          {"fullName":"%s"     | MALFORMED
          {} %s                | MALFORMED
          \u0001%s\u0002       | MALFORMED
          ["%s"]               | WRONG_SHAPE
          "%s"                 | WRONG_SHAPE
          null                 | WRONG_SHAPE
          {"teacherId":"%s"}   | WRONG_SHAPE
          {"fullName":{"%s":1}} | WRONG_SHAPE
          {"fullName":"%s","teacherId":1e999999999} | WRONG_SHAPE
          """)
  void tellsWhyABodyIsNoEventWithoutRepeatingIt(String body, Reason reason) {
    var encoded = cloudEvent("teacher.created", body.replace("%s", CANARY));

    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(() -> codec.decode(encoded, TEACHER, ORIGIN))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e).hasNoCause())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(CANARY));
  }

  /**
   * Four bytes of a letter in an order that no machine has, which the parser will not begin with.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesABodyInAnEncodingThatJsonDoesNotHave(boolean named) {
    var body = new byte[] {0, '{', 0, 0, 1, 2, 3, 4};
    var headers =
        named
            ? userRegistered("content-type", "application/json").headers()
            : List.<EventHeader>of();
    var encoded = new EncodedEvent("user-events", null, headers, body);

    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(() -> decode(encoded, UserRegistered.class))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    assertThat(codec.labelOf(encoded, ORIGIN)).isNotNull();
  }

  @Test
  void namesThePathOfAWrongValueButNoKeysOfMaps() {
    var body = "{\"counts\":{\"" + CANARY + "\":\"x\"}}";

    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(() -> decode(record(Map.of(), body), KindsShownEvent.class))
        .withMessageContaining("counts.*")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(CANARY));
  }

  @ParameterizedTest
  @CsvSource({"ce_type,' '", "ce_eventversion,0", "ce_eventversion,x", "ce_specversion,0.3"})
  void refusesATypeThatCannotBeRead(String name, String value) {
    var encoded = userRegistered(name, value);

    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(() -> decode(encoded, UserRegistered.class))
        .withMessageContaining("attribute " + name.substring("ce_".length()))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }

  @ParameterizedTest
  @CsvSource({"ce_id,' '", "ce_source,' '", "ce_time,yesterday"})
  void refusesAnAttributeThatCannotBeReadOnceItIsAskedFor(String name, String value) {
    var decoded = (DecodedEvent.Known) decode(userRegistered(name, value), UserRegistered.class);

    assertThat(decoded.event()).isEqualTo(new UserRegistered("u"));
    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(decoded::metadata)
        .withMessageContaining("attribute " + name.substring("ce_".length()))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }

  @Test
  void writesTheHeadersOfTheTypeLast() {
    var encoded = encode(SampleEvents.teacherCreated(), "teacher.created", 1);

    var names = encoded.headers().stream().map(EventHeader::name).toList();
    assertThat(names.subList(names.size() - 3, names.size()))
        .containsExactlyInAnyOrderElementsOf(EventCodec.typeHeaders());
  }

  /** One more header behind those that it needs. */
  private static EncodedEvent userRegistered(String name, String value) {
    var encoded = cloudEvent("user.registered", "{\"userId\":\"u\"}");
    var headers = new ArrayList<>(encoded.headers());
    headers.add(EventHeader.of(name, value));
    return new EncodedEvent("topic", null, headers, encoded.body());
  }

  @Test
  void refusesARecordWithoutBody() {
    for (var body : new byte[][] {null, {}}) {
      var empty = new EncodedEvent("topic", null, List.of(), body);

      assertThatExceptionOfType(UndecodableEventException.class)
          .isThrownBy(() -> codec.decode(empty, TEACHER, ORIGIN))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.EMPTY));
    }
  }

  @Test
  void refusesWhatIsBeyondTheLimitsBeforeItParses() {
    var small = new EventCodec(new CodecLimits(14, 2, 30, 5));

    assertBeyondLimit(small, new EncodedEvent("t", null, List.of(), new byte[15]), "body bytes");
    assertBeyondLimit(small, record(Map.of("a", "", "b", "", "c", ""), "{}"), "3 headers");
    var deep = record(Map.of(), "{\"a\":" + "[".repeat(5));
    assertBeyondLimit(small, deep, "limit");
  }

  @Test
  void refusesHeadersBeyondTheLimitBeforeItTakesThemForAttributes() {
    var small = new EventCodec(new CodecLimits(14, 2, 30, 5));
    var encoded = record(Map.of("a", "x".repeat(30)), "{\"userId\":\"u\"}");

    var decoded =
        (DecodedEvent.Known)
            small.decode(encoded, EventTypes.of(List.of(UserRegistered.class)), ORIGIN);

    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(decoded::metadata)
        .withMessageContaining("31 header bytes")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT_EXCEEDED));
  }

  private static void assertBeyondLimit(EventCodec codec, EncodedEvent encoded, String what) {
    assertThatExceptionOfType(UndecodableEventException.class)
        .isThrownBy(
            () -> codec.decode(encoded, EventTypes.of(List.of(UserRegistered.class)), ORIGIN))
        .withMessageContaining(what)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT_EXCEEDED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_id", "content-type", "ce_x"})
  void keepsTheNamesOfTheFormatForItself(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> EventCodec.requireFree(name));
  }

  @Test
  void reportsAnEventThatCannotBeWritten() {
    var parts = new ArrayList<Object>();
    parts.add(parts);

    assertThatExceptionOfType(UnencodableEventException.class)
        .isThrownBy(() -> encode(new SelfReferring(parts), "self.referring", 1))
        .withMessageContaining("SelfReferring");
  }

  private EncodedEvent encode(IntegrationEvent event, String type, int version) {
    var metadata =
        new EventMetadata("id-1", "teacher-service", type, version, TIME, null, null, null, null);
    return codec.encode(event, metadata, "t", null, Map.of());
  }

  private DecodedEvent decode(EncodedEvent encoded, Class<? extends IntegrationEvent> type) {
    return codec.decode(encoded, EventTypes.of(List.of(type)), ORIGIN);
  }

  private static IntegrationEvent event(DecodedEvent decoded) {
    return ((DecodedEvent.Known) decoded).event();
  }

  private static EncodedEvent cloudEvent(String type, String body) {
    return record(
        Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "x", "ce_type", type), body);
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
    return headers + "\n" + text(encoded.body()) + "\n";
  }

  private static String text(byte @Nullable [] body) {
    return body == null ? "" : new String(body, UTF_8);
  }

  private static String golden(String name) {
    try (var file = EventCodecTest.class.getResourceAsStream("/golden/" + name)) {
      return file == null ? "(no file " + name + ")" : new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
