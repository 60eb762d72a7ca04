package io.eventbus.it;

import static io.eventbus.it.Fixture.FAST_RETRY;
import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.SubscriptionOptions;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.RedriveOptions;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.jdbc.JdbcOutboxStore;
import io.eventbus.jdbc.JdbcTransactions;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.RelayOptions;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With the tracer and the bridge that Spring Boot uses. */
@WithKafka
@Timeout(120)
class TracingIT {

  private final KafkaCluster kafka;
  private final String topic = unique("traces");
  private final String group = unique("group");
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();
  private final ObservationRegistry observations = ObservationRegistry.create();
  private EventBus bus;

  TracingIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void open() {
    var otel = provider.get("test");
    var tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
    var propagator =
        new OtelPropagator(
            ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
    observations
        .observationConfig()
        .observationHandler(
            new ObservationHandler.FirstMatchingCompositeObservationHandler(
                new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
                new DefaultTracingObservationHandler(tracer)));
    kafka.createTopic(topic, 1);
    bus = Fixture.bus(kafka).observationRegistry(observations).build();
  }

  @AfterEach
  void close() {
    bus.close();
    provider.close();
  }

  private Map<String, List<SpanData>> byName() {
    return spans.getFinishedSpanItems().stream().collect(Collectors.groupingBy(SpanData::getName));
  }

  private void publishInRequest(Outbox outbox, DataSource database) throws Exception {
    var request = Observation.start("http post /teachers", observations);
    var options = PublishOptions.defaults().withTopic(topic);
    request.scopedChecked(
        () ->
            outbox.run(
                JdbcTransactions.of(database),
                connection -> outbox.publish(connection, new Numbered(1, "a"), options)));
    request.stop();
  }

  /** Over outbox, relay, two attempts and the dead letter to the attempt after it was sent back. */
  @Test
  void oneTraceFollowsAnEventFromTheRequestOverTheDeadLetterToItsEnd() throws Exception {
    var mended = new AtomicBoolean();
    bus.consumer(group)
        .on(
            Numbered.class,
            topic,
            (event, context) -> {
              if (!mended.get()) {
                throw new IllegalStateException("fails");
              }
            })
        .retry(FAST_RETRY.withMaxAttempts(2))
        .start();
    var letters = topic + "." + group + ".dlq";
    try (var database = Databases.H2.withTables()) {
      var store = JdbcOutboxStore.of(database);
      var relay = bus.relay(store, RelayOptions.defaults()).start();
      publishInRequest(bus.outbox(store), database);
      await().until(() -> byName().containsKey("send " + letters));
      relay.close();
    }
    var letter = Fixture.read(kafka, letters, 1).get(0);
    mended.set(true);
    bus.deadLetters(group).redrive(DeadLetterFilter.all(), RedriveOptions.defaults("ada")).run();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> byName().get("process " + topic).size() == 3);

    var all = byName();
    var root = all.get("http post /teachers").get(0);
    assertThat(spans.getFinishedSpanItems())
        .extracting(SpanData::getTraceId)
        .containsOnly(root.getTraceId());
    var stored = childOf(root, all.get("send " + topic));
    var relayed = childOf(stored, all.get("forward " + topic));
    var sent = childOf(relayed, all.get("send " + topic));
    var attempts = all.get("process " + topic);
    assertThat(attempts).extracting(SpanData::getKind).containsOnly(SpanKind.CONSUMER);
    assertThat(attempts.subList(0, 2))
        .allSatisfy(attempt -> assertThat(attempt.getParentSpanId()).isEqualTo(sent.getSpanId()))
        .allSatisfy(attempt -> assertThat(attempt.getEvents()).hasSize(1)); // the exception
    var buried = childOf(attempts.get(1), all.get("send " + letters));
    assertThat(attempts.get(2).getParentSpanId()).isEqualTo(buried.getSpanId());
    assertThat(Fixture.header(letter, "traceparent"))
        .contains(root.getTraceId())
        .contains(buried.getSpanId());
    assertThat(letter.headers().headers("traceparent")).hasSize(1);
  }

  private static SpanData childOf(SpanData parent, List<SpanData> candidates) {
    return candidates.stream()
        .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBatchHasASpanOfItsOwn() {
    bus.consumer(group)
        .onBatch(Numbered.class, SubscriptionOptions.defaults().withTopic(topic), events -> {})
        .start();
    Fixture.publish(bus, topic, 3, "a");

    await().until(() -> byName().containsKey("process " + topic));
    var batch = byName().get("process " + topic).get(0);
    assertThat(batch.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(batch.getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void whatAHandlerPublishesIsInTheTraceOfWhatItHandles() {
    var second = unique("traces");
    kafka.createTopic(second, 1);
    bus.consumer(group)
        .on(
            Numbered.class,
            topic,
            (event, context) ->
                bus.publish(new Numbered(2, "b"), PublishOptions.defaults().withTopic(second)))
        .start();
    Fixture.publish(bus, topic, 1, "a");

    await().until(() -> byName().containsKey("send " + second));
    await().until(() -> byName().containsKey("process " + topic));
    var all = byName();
    var attempt = all.get("process " + topic).get(0);
    assertThat(childOf(attempt, all.get("send " + second)).getTraceId())
        .isEqualTo(all.get("send " + topic).get(0).getTraceId());
    assertThat(attempt.getAttributes().asMap().toString())
        .contains("messaging.system", "kafka", "messaging.kafka.offset", group);
  }
}
