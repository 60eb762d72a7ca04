package io.eventbus.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.CallObserver;
import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.DecodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.Upcasters;
import io.eventbus.deadletter.DeadLetterHeaders;
import io.eventbus.observe.BusMeters;
import io.eventbus.observe.BusTracing;
import io.eventbus.observe.MeterNames;
import io.eventbus.observe.Observability;
import io.eventbus.retry.RetryPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** What becomes of events whose observers fail, and what these see of failures. */
class ObserversTest extends PartitionFixture {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
  private volatile String throwsAt = "";

  private void observe() {
    var registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(new CallObserver(this::note));
    observability = new Observability(BusMeters.of(meters), BusTracing.of(registry), true);
  }

  private void note(String call) {
    calls.add(call);
    if (call.equals(throwsAt)) {
      throw new IllegalStateException(call);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "open", "close", "stop"})
  void anObserverThatThrowsNeitherLosesNorRepeatsAnEvent(String at) {
    observe();
    throwsAt = at;
    add("a", "b");
    awaitPosition(2);
    assertThat(handled).containsExactly("a", "b");
    assertThat(deadLetters).isEmpty();
    assertThat(counters.snapshot()).isEqualTo(new ConsumerStatistics(2, 0, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "open", "close", "stop", "error"})
  void anObserverThatThrowsHoldsNoDeadLetterBack(String at) {
    observe();
    throwsAt = at;
    handler =
        (event, context) -> {
          throw new IllegalStateException("never");
        };
    add("a");
    awaitPosition(1);
    assertThat(deadLetters).hasSize(1);
  }

  /** The attributes are read when they are asked for. */
  @Test
  void anAttemptThatFindsItsEventUndecodableFailsAndEnds() {
    observe();
    handler = (event, context) -> handled.add(context.metadata().id());
    addCloudEvent("user.registered", " ");
    awaitPosition(1);

    assertThat(calls).filteredOn("start"::equals).hasSize(1);
    assertThat(calls).filteredOn("stop"::equals).hasSize(1);
    assertThat(calls).contains("error");
    assertThat(meters.get(MeterNames.HANDLER).tag("outcome", "failed").timer().count())
        .isEqualTo(1);
  }

  @Test
  void aHandlerOfWhatNoOtherTakesIsObservedToo() {
    observe();
    var builder = new SubscriptionsBuilder("g", Upcasters.none());
    builder.addOthers(
        Pattern.compile("t"),
        (encoded, origin) -> {
          handled.add(String.valueOf(calls));
          throw new IllegalStateException("never");
        });
    policy = RetryPolicy.none();
    subscriptions = builder.build(workers, policy);
    partition =
        new AssignedPartition(
            new TopicPartition("t", 0),
            ConsumerOptions.defaults(),
            100,
            StartPosition.UNKNOWN,
            handling(subscriptions));
    addCloudEvent("foreign.type", "1");
    awaitPosition(1);
    assertThat(handled).containsExactly("[start, open]");
    assertThat(calls).startsWith("start", "open", "close", "error", "stop");
  }

  /** Whoever looks for it looks where it was read first. */
  @Test
  void anEventThatWasSentBackIsLoggedWithItsFirstPlace() {
    var record = record("a", "k", 7);
    Map.of(
            DeadLetterHeaders.TOPIC, "t",
            DeadLetterHeaders.PARTITION, "3",
            DeadLetterHeaders.OFFSET, "42",
            DeadLetterHeaders.TIME, "2026-01-01T00:00:00Z",
            DeadLetterHeaders.GROUP, "g",
            DeadLetterHeaders.ROUND, "1")
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    var received = new ReceivedRecord(record, new ReceivedHeaders.Reader()).redriven("t");
    var types = newPartition(StartPosition.UNKNOWN).subscribed().types();
    var event =
        new EventCodec(CodecLimits.defaults()).decode(received.encoded(), types, received.origin());

    var end = LogContext.begin(new ReceivedContext((DecodedEvent.Known) event, received, 1));
    assertThat(MDC.getCopyOfContextMap())
        .containsEntry("topic", "t")
        .containsEntry("partition", "3")
        .containsEntry("offset", "42");
    end.run();
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void aThreadThatHasHandledAnEventHasNothingOfItInItsContext() throws Exception {
    observe();
    throwsAt = "close";
    List<String> left = new ArrayList<>();
    add("a");
    awaitPosition(1);
    threads.submit(() -> left.add(MDC.get("topic"))).get();
    assertThat(left).containsOnlyNulls();
  }
}
