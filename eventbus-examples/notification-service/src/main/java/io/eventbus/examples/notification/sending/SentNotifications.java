package io.eventbus.examples.notification.sending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what has gone out, without what it said. */
@Repository
class SentNotifications {

  private final JdbcClient jdbc;

  SentNotifications(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes one. Belongs into the transaction that sends it. */
  void add(Channel channel, Notification notification) {
    jdbc.sql(
            """
            insert into sent_notifications (notification_id, channel, recipient, sent_at)
            values (:id, :channel, :recipient, :sentAt)
            """)
        .param("id", notification.id())
        .param("channel", channel.text())
        .param("recipient", notification.to())
        .param("sentAt", OffsetDateTime.now(ZoneOffset.UTC))
        .update();
  }

  /** Those of a recipient, in the order in which they went out. */
  List<SentNotification> to(String recipient) {
    return jdbc.sql("select * from sent_notifications where recipient = :recipient order by id")
        .param("recipient", recipient)
        .query(SentNotifications::read)
        .list();
  }

  private static SentNotification read(ResultSet row, int number) throws SQLException {
    return new SentNotification(
        row.getObject("notification_id", UUID.class),
        row.getString("channel"),
        row.getString("recipient"),
        row.getObject("sent_at", OffsetDateTime.class).toInstant());
  }
}
