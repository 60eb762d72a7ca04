package io.eventbus.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventbus.SampleEvents;
import io.eventbus.SampleEvents.TeacherCreatedIntegrationEvent;
import io.eventbus.consume.EventContext;
import io.eventbus.consume.EventHandler;
import io.eventbus.event.EventMetadata;
import io.eventbus.outbox.Transactions;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InboxTest {

  private static final Connection CONNECTION =
      (Connection)
          Proxy.newProxyInstance(
              InboxTest.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (self, method, arguments) -> null);

  private static final InboxStore CLAIMS_ALL =
      new InboxStore() {
        @Override
        public Set<String> claim(Connection connection, String group, List<String> ids) {
          return Set.copyOf(ids);
        }

        @Override
        public int forget(String group, Duration age, int most) {
          return 0;
        }
      };

  @Test
  void countsWhatIsCommittedOnly() throws Exception {
    Transactions failing =
        work -> {
          work.run(CONNECTION);
          throw new SQLException("the commit fails");
        };
    var inbox = Inbox.of("g", CLAIMS_ALL, failing);
    EventHandler<TeacherCreatedIntegrationEvent> handler = inbox.once((event, context, tx) -> {});
    var metadata = new EventMetadata("i", "s", "t", 1, Instant.EPOCH, null, null, null, null);
    var context = EventContext.of(metadata, "t", 0, 0, null, 1, Map.of());

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> handler.handle(SampleEvents.teacherCreated(), context));
    assertThat(inbox.handled()).isZero();
    assertThat(inbox.repeated()).isZero();
  }
}
