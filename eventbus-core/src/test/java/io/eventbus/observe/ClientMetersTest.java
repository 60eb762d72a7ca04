package io.eventbus.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ClientMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A relay makes a producer after each failure, every few seconds while no broker answers. */
  @Test
  void aClientThatIsClosedIsHeldByNobody() {
    var gone = boundAndHidden(new ClientMeters(registry));
    await()
        .until(
            () -> {
              System.gc();
              return gone.get() == null;
            });
  }

  private static WeakReference<Object> boundAndHidden(ClientMeters meters) {
    var client = producer();
    meters.bind(client).run();
    return new WeakReference<>(client);
  }

  @Test
  void aClientThatIsClosedLeavesNeitherMetersNorAThread() {
    boundAndHidden(new ClientMeters(registry)).clear();
    assertThat(registry.getMeters()).isEmpty();
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("eventbus-client-meters")));
  }
}
