package io.eventbus.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventFormat;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.publish.EventEncoder;
import io.eventbus.publish.PublishOutcome;
import io.eventbus.topic.TopicNaming;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

  @EventType("teacher.created")
  record TeacherCreated(String name) implements IntegrationEvent {}

  private final List<EncodedEvent> written = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();

  private final OutboxWriter writer =
      new OutboxWriter() {
        @Override
        public void insert(Connection connection, List<EncodedEvent> records) {
          written.addAll(records);
        }

        @Override
        public void insert(List<EncodedEvent> records) {
          throw new AssertionError("not in a transaction of its own");
        }
      };

  private final CurrentTransaction transaction =
      new CurrentTransaction() {
        @Override
        public Connection connection() {
          return (Connection)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, method, arguments) -> null);
        }

        @Override
        public void afterCommit(Runnable work) {
          afterCommit.add(work);
        }
      };

  private final Outbox outbox =
      new Outbox(
          new EventEncoder(
              new EventCodec(CodecLimits.defaults(), EventFormat.CLOUD_EVENTS_BINARY),
              TopicNaming.convention("emis"),
              "teacher-service",
              1024 * 1024),
          writer,
          null,
          () -> {});

  @Test
  void publishesInTheTransactionOfAFramework() {
    var stage = outbox.in(transaction).publisher().publish(new TeacherCreated("ada"));

    var published = stage.toCompletableFuture().join();
    assertThat(published.outcome()).isEqualTo(PublishOutcome.STORED);
    assertThat(published.topic()).isEqualTo("emis.teachercreated");
    assertThat(written)
        .extracting(EncodedEvent::eventId)
        .containsExactly(published.metadata().id());
    assertThat(afterCommit).hasSize(1);
  }

  @Test
  void publishesNothingWhileItIsSwitchedOff() {
    var stage = outbox.in(transaction).switchedOff().publisher().publish(new TeacherCreated("ada"));

    assertThat(stage.toCompletableFuture().join().outcome()).isEqualTo(PublishOutcome.SKIPPED);
    assertThat(written).isEmpty();
  }

  @Test
  void refusesToPublishWithoutAFramework() {
    assertThatThrownBy(() -> outbox.publisher().publish(new TeacherCreated("ada")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no transaction is at hand");
  }
}
