package io.eventbus.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.CallObserver;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventHeader;
import io.eventbus.codec.RecordOrigin;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusTracingTest {

  private static final EncodedEvent RECORD =
      new EncodedEvent(
          "t",
          null,
          List.of(EventHeader.of("ce_id", "1"), EventHeader.of("ce_type", "teacher.created")),
          new byte[0]);

  private final Recorder recorder = new Recorder();
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final BusTracing tracing = BusTracing.of(registry);

  /** What a tracer does, as far as headers are concerned. */
  private static final class Recorder implements ObservationHandler<Observation.Context> {

    final List<Observation.Context> started = new ArrayList<>();
    final List<Observation.Context> stopped = new ArrayList<>();
    final List<String> received = new ArrayList<>();

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // as the handlers of Micrometer Tracing do
    public void onStart(Observation.Context context) {
      started.add(context);
      if (context instanceof SenderContext sender) {
        sender.getSetter().set(sender.getCarrier(), "traceparent", "trace-" + started.size());
      } else if (context instanceof ReceiverContext receiver) {
        received.add(
            String.valueOf(receiver.getGetter().get(receiver.getCarrier(), "traceparent")));
      }
    }

    @Override
    public void onStop(Observation.Context context) {
      stopped.add(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }

  private void observe() {
    registry.observationConfig().observationHandler(recorder);
  }

  private static Map<String, String> textsOf(Observation.Context context) {
    return context.getAllKeyValues().stream()
        .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  @Test
  void whatIsSentCarriesItsTraceOnce() {
    observe();
    var first = tracing.send(RECORD);
    assertThat(first.record().header("traceparent")).isEqualTo("trace-1");
    first.span().end(null);

    var current = Observation.start("request", registry);
    var again = current.scoped(() -> tracing.send(first.record()));
    assertThat(again.record().header("traceparent")).isEqualTo("trace-3");
    assertThat(again.record().headerCount()).isEqualTo(first.record().headerCount());
    assertThat(recorder.started.get(2).getParentObservation()).isSameAs(current);
  }

  @Test
  void theHeadersOfTheTypeStayLast() {
    observe();
    var headers = tracing.send(RECORD).record().headers();
    assertThat(headers).extracting(EventHeader::name).endsWith("ce_id", "ce_type");
  }

  @Test
  void whatIsPassedOnContinuesTheTraceThatItCarries() {
    observe();
    var stored = tracing.send(RECORD).record();
    var sent = tracing.send(stored);

    assertThat(recorder.received).containsExactly("trace-1");
    assertThat(recorder.started)
        .extracting(Observation.Context::getName)
        .containsExactly(TraceNames.SEND, TraceNames.FORWARD, TraceNames.SEND);
    sent.span().end(new IllegalStateException("refused"));
    assertThat(recorder.stopped).hasSize(2).allMatch(context -> context.getError() != null);
  }

  @Test
  void aHandlerContinuesTheTraceOfItsRecord() {
    observe();
    var origin = new RecordOrigin(3, 42, Instant.EPOCH);
    var span = tracing.process(tracing.send(RECORD).record(), origin, "g", 2);
    var child = span.within(() -> tracing.send(RECORD));
    span.end(null);

    assertThat(recorder.received).containsExactly("trace-1");
    var context = recorder.stopped.get(0);
    assertThat(context.getContextualName()).isEqualTo("process t");
    assertThat(textsOf(context))
        .containsEntry("messaging.system", "kafka")
        .containsEntry("messaging.operation.name", "process")
        .containsEntry("messaging.operation.type", "process")
        .containsEntry("messaging.destination.name", "t")
        .containsEntry("messaging.destination.partition.id", "3")
        .containsEntry("messaging.kafka.offset", "42")
        .containsEntry("messaging.consumer.group.name", "g")
        .containsEntry("messaging.message.id", "1")
        .containsEntry("eventbus.event.type", "teacher.created")
        .containsEntry("eventbus.attempt", "2");
    assertThat(recorder.started.get(2).getParentObservation()).isNotNull();
    child.span().end(null);
  }

  @Test
  void aBatchIsInNoTrace() {
    observe();
    tracing.processBatch("t", "g", 5).end(null);
    assertThat(recorder.received).containsExactly("null");
    // Brave's propagators throw without one.
    assertThat(((ReceiverContext<?>) recorder.started.get(0)).getCarrier()).isNotNull();
    assertThat(textsOf(recorder.stopped.get(0)))
        .containsEntry("messaging.batch.message_count", "5");
  }

  private void observeBadly(String... at) {
    observe();
    var bad = Set.of(at);
    var thrower =
        new CallObserver(
            call -> {
              if (bad.contains(call)) {
                throw new NoSuchMethodError(call);
              }
            });
    registry.observationConfig().observationHandler(thrower);
  }

  @Test
  void anObserverThatThrowsAtTheStartKeepsNothingFromBeingSentOrHandled() {
    observeBadly("start", "stop");
    var sent = tracing.send(RECORD);
    assertThat(sent.record()).isSameAs(RECORD);
    sent.span().end(null);
    var origin = new RecordOrigin(3, 42, Instant.EPOCH);
    assertThat(tracing.process(RECORD, origin, "g", 1).within(() -> "done")).isEqualTo("done");
    tracing.processBatch("t", "g", 5).open().run();
    assertThat(registry.getCurrentObservationScope()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "close", "stop", "error"})
  void anObserverThatThrowsLaterLeavesNothingOnTheThread(String at) {
    observeBadly(at);
    var span = tracing.process(RECORD, new RecordOrigin(3, 42, Instant.EPOCH), "g", 1);
    assertThat(span.within(() -> "done")).isEqualTo("done");
    span.open().run();
    assertThat(registry.getCurrentObservationScope()).isNull();
    span.end(new IllegalStateException());
  }

  @Test
  void aRecordIsLeftAloneWhileNobodyObserves() {
    assertThat(tracing.on()).isFalse();
    var sent = tracing.send(RECORD);
    assertThat(sent.record()).isSameAs(RECORD);
    sent.span().end(new IllegalStateException());
    sent.span().open().run();
  }
}
