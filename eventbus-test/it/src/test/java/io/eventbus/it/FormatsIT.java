package io.eventbus.it;

import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.read;
import static io.eventbus.it.Fixture.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.cloudevents.kafka.CloudEventSerializer;
import io.eventbus.EventBus;
import io.eventbus.codec.EventFormat;
import io.eventbus.event.EventMetadata;
import io.eventbus.it.Fixture.Named;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The wire, against the SDK of the CloudEvents project and side by side. */
@WithKafka
@Timeout(120)
class FormatsIT {

  private static final Instant TIME = Instant.parse("2026-11-21T10:15:30.500Z");

  private final Queue<EventMetadata> handled = new ConcurrentLinkedQueue<>();
  private final Queue<String> names = new ConcurrentLinkedQueue<>();
  private final String topic = unique("formats");
  private final KafkaCluster kafka;
  private final EventBus bus;

  FormatsIT(KafkaCluster kafka) {
    this.kafka = kafka;
    this.bus = bus(kafka).build();
    kafka.createTopic(topic, 1);
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void everyFormatIsReadOnOneTopic() {
    consume();
    for (var format : EventFormat.values()) {
      publish(new Named(format.name()), PublishOptions.defaults().withFormat(format));
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> names.size() == 4);
    assertThat(names)
        .containsExactlyInAnyOrder(
            "CLOUD_EVENTS_BINARY", "CLOUD_EVENTS_STRUCTURED", "ENVELOPE", "BARE_JSON");
    var wire = read(kafka, topic, 4);
    assertThat(new String(wire.get(3).value(), UTF_8)).isEqualTo("{\"name\":\"BARE_JSON\"}");
    assertThat(wire.get(3).headers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = EventFormat.class,
      names = {"CLOUD_EVENTS_BINARY", "CLOUD_EVENTS_STRUCTURED"})
  void theSdkReadsWhatWePublish(EventFormat format) {
    publish(
        new Named("Žofie"),
        PublishOptions.defaults()
            .withFormat(format)
            .withId("id-1")
            .withTime(TIME)
            .withSubject("teachers/1")
            .withCorrelationId("corr")
            .withHeader("x-own", "1"));

    var event = readBySdk();

    assertThat(event.getId()).isEqualTo("id-1");
    assertThat(event.getSource()).isEqualTo(URI.create("it"));
    assertThat(event.getType()).isEqualTo("it.named");
    assertThat(event.getTime().toInstant()).isEqualTo(TIME);
    assertThat(event.getSubject()).isEqualTo("teachers/1");
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getExtension("correlationid")).isEqualTo("corr");
    assertThat(String.valueOf(event.getExtension("eventversion"))).isEqualTo("1");
    assertThat(new String(event.getData().toBytes(), UTF_8)).isEqualTo("{\"name\":\"Žofie\"}");
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void weReadWhatTheSdkPublishes(Encoding encoding) throws Exception {
    consume();
    var event =
        CloudEventBuilder.v1()
            .withId("id-2")
            .withSource(URI.create("/foreign/service"))
            .withType("it.named")
            .withTime(TIME.atOffset(ZoneOffset.UTC))
            .withSubject("s")
            .withExtension("tenantid", "tenant")
            .withData("application/json", "{\"name\":\"Žofie\"}".getBytes(UTF_8))
            .build();

    sendBySdk(event, encoding);

    await().atMost(Duration.ofSeconds(30)).until(() -> names.size() == 1);
    assertThat(names).containsExactly("Žofie");
    assertThat(handled)
        .containsExactly(
            new EventMetadata(
                "id-2", "/foreign/service", "it.named", 1, TIME, "s", null, null, "tenant"));
  }

  private void consume() {
    bus.consumer(unique("group"))
        .on(
            Named.class,
            topic,
            (event, context) -> {
              handled.add(context.metadata());
              names.add(event.name());
            })
        .start();
  }

  private void publish(Named event, PublishOptions options) {
    bus.publish(event, options.withTopic(topic)).toCompletableFuture().join();
  }

  private CloudEvent readBySdk() {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "group.id", unique("sdk"),
            "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new CloudEventDeserializer())) {
      consumer.subscribe(List.of(topic));
      var deadline = Instant.now().plusSeconds(30);
      while (Instant.now().isBefore(deadline)) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          return record.value();
        }
      }
    }
    throw new AssertionError("the SDK has read nothing");
  }

  private void sendBySdk(CloudEvent event, Encoding encoding) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
    var serializer = new CloudEventSerializer();
    serializer.configure(
        encoding == Encoding.BINARY
            ? Map.of(CloudEventSerializer.ENCODING_CONFIG, encoding)
            : Map.of(
                CloudEventSerializer.ENCODING_CONFIG,
                encoding,
                CloudEventSerializer.EVENT_FORMAT_CONFIG,
                JsonFormat.CONTENT_TYPE),
        false);
    try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), serializer)) {
      producer.send(new ProducerRecord<>(topic, event)).get();
    }
  }
}
