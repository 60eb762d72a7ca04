package io.eventbus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.outbox.HeldEvent;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds, in every database, of events that Kafka refuses for good. */
abstract class HeldEventsContract extends OutboxSuite {

  HeldEventsContract(Databases databases, KafkaCluster kafka) {
    super(databases, kafka);
  }

  @Test
  void whatKafkaRefusesHoldsBackItsKeyAloneUntilItIsTriedAgain() throws Exception {
    var small = "small-" + UUID.randomUUID();
    kafka.createTopic(small, 1, Map.of("max.message.bytes", "1000"));
    var toSmall = PublishOptions.defaults().withTopic(small);
    try (var relay = bus.relay(store, QUICK).start()) {
      inTransaction(
          connection -> {
            outbox.publish(connection, new Changed(incompressible(), 0), toSmall.withKey("bad"));
            outbox.publish(connection, new Changed("bad", 1), toSmall.withKey("bad"));
            outbox.publish(connection, new Changed("good", 2), toSmall.withKey("good"));
          });

      assertThat(Fixture.read(kafka, small, 1))
          .extracting(OutboxSuite::key)
          .containsExactly("good");
      await().until(() -> relay.held(10).size() == 1 && relay.held(10).get(0).behind() == 1);
      var held = relay.held(10).get(0);
      assertThat(held).extracting(HeldEvent::key, HeldEvent::topic).containsExactly("bad", small);
      assertThat(held.reason()).contains("too large");
      assertThat(relay.backlog().held()).isEqualTo(2);
      assertThat(rows()).isZero();
      inTransaction(
          connection -> outbox.publish(connection, new Changed("bad", 3), toSmall.withKey("bad")));
      await().until(() -> relay.held(10).get(0).behind() == 2);

      Topics.setConfig(kafka, small, "max.message.bytes", "100000");
      assertThat(relay.retry(held.id())).isTrue();

      await().atMost(Duration.ofSeconds(20)).until(() -> relay.status().sent() == 4);
      assertThat(relay.held(10)).isEmpty();
      assertThat(relay.retry(held.id())).isFalse();
    }
    assertThat(Fixture.read(kafka, small, 4))
        .filteredOn(sent -> key(sent).equals("bad"))
        .extracting(OutboxSuite::number)
        .containsExactly(0, 1, 3);
  }

  @Test
  void whatIsSkippedIsGoneAndLetsGoOfItsKey() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0, 1));
    hold(List.of(0));
    var relay = bus.relay(store, QUICK);
    assertThat(relay.held(10)).hasSize(1);
    assertThat(relay.skip(relay.held(10).get(0).id())).isTrue();
    assertThat(relay.held(10)).isEmpty();
    assertThat(relay.runOnce()).isEqualTo(1);
  }

  @Test
  void whatHasNoKeyHoldsNothingBackAndIsTriedAgainAsWell() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0, 1));
    hold(List.of(0));
    execute("update eventbus_outbox_held set aggregate_id = null");
    try (var relay = bus.relay(store, QUICK).start()) {
      await().until(() -> relay.status().sent() == 1);
      assertThat(relay.retry(relay.held(10).get(0).id())).isTrue();

      await().until(() -> relay.status().sent() == 2);
    }
  }

  @Test
  void whatCameBeforeAHeldEventDoesNotWaitForIt() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0, 1, 2));
    hold(List.of(0, 1));
    var relay = bus.relay(store, QUICK);
    assertThat(relay.runOnce()).isZero();
    assertThat(relay.held(10)).hasSize(2);

    assertThat(relay.retry(relay.held(10).get(0).id())).isTrue();
    assertThat(bus.relay(store, QUICK).runOnce()).isEqualTo(1);
    assertThat(relay.retry(relay.held(10).get(0).id())).isTrue();
    assertThat(bus.relay(store, QUICK).runOnce()).isEqualTo(2);

    assertThat(numbers("a", 3)).containsExactly(0, 1, 2);
    assertThat(Topics.size(kafka, topic)).isEqualTo(3);
  }

  @Test
  void aRowThatCannotBeReadIsSetAside() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0));
    inTransaction(connection -> publish(connection, "b", 1));
    execute("update eventbus_outbox set headers = 'broken' where aggregate_id = 'a'");
    inTransaction(connection -> publish(connection, "a", 2));

    var relay = bus.relay(store, QUICK);
    assertThat(relay.runOnce()).isEqualTo(1);
    var held = relay.held(10);
    assertThat(held).extracting(HeldEvent::reason).first().asString().contains("read");
    assertThat(held).extracting(HeldEvent::behind).containsExactly(1L);
    assertThat(numbers("a", 1)).isEmpty();
  }

  /** It lies before where that relay had noted that all was done. */
  @Test
  void whatWasTakenBackByARelayThatWasKilledIsSentByTheNext() throws Exception {
    inTransaction(connection -> publish(connection, "a", 0, 1));
    hold(List.of(0));
    assertThat(relayOnce()).isZero(); // the other waits behind it
    long id = bus.relay(store, QUICK).held(1).get(0).id();
    try (var session = store.open()) {
      long fence = session.acquire("killed", Duration.ofSeconds(1)).getAsLong();
      session.noteDone(fence, id + 100);
      assertThat(session.doneUpTo()).isEqualTo(id + 100);
      assertThat(session.retry(id)).isTrue();
      assertThat(session.takeBack()).containsExactly(id, id + 1);
      assertThat(session.doneUpTo()).isEqualTo(id - 1);
      session.release(fence);
    }
    assertThat(relayOnce()).isEqualTo(2);
    assertThat(numbers("a", 2)).containsExactly(0, 1);
  }

  /** Sets aside the events at these places, as if Kafka had refused them. */
  private void hold(List<Integer> places) {
    try (var session = store.open()) {
      var rows = session.fetch(List.of(), 0, 10, 1_000_000);
      places.forEach(place -> session.hold(rows.get(place).id(), "for a test"));
    }
  }

  /** Two thousand characters that no compression makes a thousand bytes of. */
  private static String incompressible() {
    return Stream.generate(() -> UUID.randomUUID().toString())
        .limit(56)
        .collect(Collectors.joining());
  }
}
