package io.eventbus.inbox;

import io.eventbus.event.EventMetadata;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.outbox.Outbox;
import io.eventbus.publish.PublishOptions;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** The transaction that a handler is in. For the handler's thread, until it returns. */
public final class InboxTransaction {

  private final Connection connection;
  private final @Nullable Outbox outbox;
  private boolean published;

  InboxTransaction(Connection connection, @Nullable Outbox outbox) {
    this.connection = connection;
    this.outbox = outbox;
  }

  /** Its connection, which is committed and closed for you. */
  public Connection connection() {
    return connection;
  }

  /**
   * Publishes an event as part of it, through the outbox: it is sent if the transaction is
   * committed.
   *
   * @throws IllegalStateException if the inbox has no outbox
   * @throws io.eventbus.outbox.OutboxException if the database refuses
   */
  public EventMetadata publish(IntegrationEvent event) {
    return publish(event, PublishOptions.defaults());
  }

  /** As {@link #publish(IntegrationEvent)}, with options of its own. */
  public EventMetadata publish(IntegrationEvent event, PublishOptions options) {
    if (outbox == null) {
      throw new IllegalStateException("the inbox has no outbox: name one with Inbox.withOutbox");
    }
    published = true;
    return outbox.publish(connection, event, options);
  }

  /** To be called once it is committed. */
  void committed() {
    if (published && outbox != null) {
      outbox.wakeRelays();
    }
  }
}
