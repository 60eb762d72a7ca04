package io.eventbus.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventbus.SampleEvents.NotAnnotated;
import io.eventbus.SampleEvents.UserRegistered;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventFormat;
import io.eventbus.codec.EventTypes;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.event.CurrentEvent;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.topic.TopicNaming;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

  private final List<EncodedEvent> sent = new ArrayList<>();
  private final EventPublisher publisher =
      EventPublisher.of(
          new FakeSender(),
          new EventEncoder(
              new EventCodec(CodecLimits.defaults()),
              TopicNaming.convention(""),
              "service",
              1_000));

  @AfterEach
  void leaveTheHandler() {
    CurrentEvent.end();
  }

  @Test
  void reportsTheFateOfEachEventOfABatch() {
    var events =
        List.<IntegrationEvent>of(
            new UserRegistered("a"),
            new UserRegistered("refused"),
            new NotAnnotated("x"),
            new UserRegistered("x".repeat(1_000)),
            new UserRegistered("b"));

    var report =
        publisher
            .publishAll(events, event -> PublishOptions.defaults().withTenantId("t"))
            .toCompletableFuture()
            .join();

    assertThat(report.complete()).isFalse();
    assertThat(report.fates()).extracting(PublishReport.Fate::event).isEqualTo(events);
    assertThat(report.failed())
        .extracting(fate -> fate.failure().getClass())
        .isEqualTo(
            List.of(
                PublishException.class, IllegalArgumentException.class, PublishException.class));
    assertThat(report.fates().get(4).published().metadata().tenantId()).isEqualTo("t");
    assertThat(sent)
        .extracting(EventPublisherTest::body)
        .containsExactly("{\"userId\":\"a\"}", "{\"userId\":\"refused\"}", "{\"userId\":\"b\"}");
  }

  @Test
  void anEmptyBatchIsComplete() {
    var report = publisher.publishAll(List.<UserRegistered>of()).toCompletableFuture().join();

    assertThat(report.complete()).isTrue();
    assertThat(report.fates()).isEmpty();
  }

  @Test
  void whatAHandlerPublishesNamesItsCauseAndKeepsTheCorrelation() {
    CurrentEvent.begin(() -> metadata("corr"));

    assertThat(published(PublishOptions.defaults()))
        .returns("corr", EventMetadata::correlationId)
        .returns("cause", EventMetadata::causationId);
    assertThat(published(PublishOptions.defaults().withCorrelationId("c").withCausationId("d")))
        .as("what is said counts more")
        .returns("c", EventMetadata::correlationId)
        .returns("d", EventMetadata::causationId);
  }

  @Test
  void anEventThatBelongsToNothingBeginsACorrelation() {
    CurrentEvent.begin(() -> metadata(null));

    assertThat(published(PublishOptions.defaults()).correlationId()).isEqualTo("cause");
  }

  @Test
  void aCauseThatCannotBeReadIsNone() {
    var nothing = new EncodedEvent("t", null, List.of(), new byte[0]);
    var codec = new EventCodec(CodecLimits.defaults());
    CurrentEvent.begin(
        () -> {
          codec.decode(nothing, EventTypes.of(List.of()), new RecordOrigin(0, 0, Instant.EPOCH));
          throw new AssertionError("it can be read");
        });

    assertThat(published(PublishOptions.defaults()).causationId()).isNull();
  }

  @Test
  void outsideOfAHandlerThereIsNoCause() {
    CurrentEvent.begin(() -> metadata("corr"));
    CurrentEvent.end();

    assertThat(published(PublishOptions.defaults()))
        .returns(null, EventMetadata::correlationId)
        .returns(null, EventMetadata::causationId);
  }

  @Test
  void writesTheFormatThatItIsTold() {
    publisher.publish(
        new UserRegistered("a"), PublishOptions.defaults().withFormat(EventFormat.BARE_JSON));

    assertThat(sent.get(0).headers()).isEmpty();
  }

  @Test
  void aFailureNamesTheEventWhateverTheFormatCarries() {
    var options = PublishOptions.defaults().withId("id-1").withFormat(EventFormat.BARE_JSON);

    assertThatExceptionOfType(PublishException.class)
        .isThrownBy(
            () -> {
              var stage = publisher.publish(new UserRegistered("x".repeat(1_000)), options);
              throw stage
                  .handle((done, failure) -> (PublishException) failure)
                  .toCompletableFuture()
                  .join();
            })
        .withMessageContaining("id-1")
        .withMessageContaining("user.registered")
        .satisfies(e -> assertThat(e.eventId()).isEqualTo("id-1"));
  }

  private EventMetadata published(PublishOptions options) {
    return publisher
        .publish(new UserRegistered("a"), options)
        .toCompletableFuture()
        .join()
        .metadata();
  }

  private static EventMetadata metadata(String correlationId) {
    return new EventMetadata(
        "cause", "other", "t", 1, Instant.EPOCH, null, correlationId, null, null);
  }

  private static String body(EncodedEvent encoded) {
    return new String(encoded.body(), UTF_8);
  }

  private final class FakeSender implements RecordSender {

    @Override
    public void send(EncodedEvent encoded, SendCallback callback) {
      sent.add(encoded);
      if (body(encoded).contains("refused")) {
        callback.done(null, new PublishException(PublishException.Reason.REFUSED, encoded, null));
      } else {
        callback.done(new SentRecord(0, sent.size()), null);
      }
    }

    @Override
    public void close(Duration timeout) {}
  }
}
