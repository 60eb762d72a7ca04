package io.eventbus.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.observe.BusMeters;
import io.eventbus.observe.BusTracing;
import io.eventbus.observe.MeterNames;
import io.eventbus.observe.Observability;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    registry.observationConfig().observationHandler(new Noter());
    observability = new Observability(BusMeters.of(meters), BusTracing.of(registry), true);
  }

  private final class Noter implements ObservationHandler<Observation.Context> {

    private void call(String name) {
      calls.add(name);
      if (name.equals(throwsAt)) {
        throw new IllegalStateException(name);
      }
    }

    @Override
    public void onStart(Observation.Context context) {
      call("start");
    }

    @Override
    public void onError(Observation.Context context) {
      call("error");
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
      call("open");
    }

    @Override
    public void onScopeClosed(Observation.Context context) {
      call("close");
    }

    @Override
    public void onStop(Observation.Context context) {
      call("stop");
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
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
