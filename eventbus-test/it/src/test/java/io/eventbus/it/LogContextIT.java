package io.eventbus.it;

import static io.eventbus.it.Fixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.it.Fixture.Numbered;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@WithKafka
@Timeout(60)
class LogContextIT {

  private final KafkaCluster kafka;
  private final String topic = unique("log");
  private final Queue<Map<String, String>> seen = new ConcurrentLinkedQueue<>();

  LogContextIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void createTopic() {
    kafka.createTopic(topic, 1);
  }

  private static Map<String, String> context() {
    var context = MDC.getCopyOfContextMap();
    return context == null ? Map.of() : context;
  }

  @Test
  void aHandlerFindsItsEventInTheContextOfTheLogAndLeavesNothingBehind() throws Exception {
    var thread = Executors.newSingleThreadExecutor();
    try (var bus = Fixture.bus(kafka).build()) {
      bus.consumer(unique("group"))
          .on(Numbered.class, topic, (event, context) -> seen.add(context()))
          .executor(thread)
          .start();
      var options =
          PublishOptions.defaults().withTopic(topic).withId("id-1").withCorrelationId("c-1");
      bus.publish(new Numbered(1, "personal"), options);

      await().until(() -> !seen.isEmpty());
      assertThat(seen.element())
          .containsEntry("eventId", "id-1")
          .containsEntry("eventType", "it.numbered")
          .containsEntry("topic", topic)
          .containsEntry("partition", "0")
          .containsEntry("offset", "0")
          .containsEntry("correlationId", "c-1")
          .containsKey("keyHash")
          .doesNotContainValue("personal");
      assertThat(thread.submit(LogContextIT::context).get()).isEmpty();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void canBeSwitchedOff() {
    try (var bus = Fixture.bus(kafka).logContext(false).build()) {
      bus.consumer(unique("group"))
          .on(Numbered.class, topic, (event, context) -> seen.add(context()))
          .start();
      Fixture.publish(bus, topic, 1, "a");
      await().until(() -> !seen.isEmpty());
      assertThat(seen.element()).isEmpty();
    }
  }
}
