package io.eventbus.it;

import static io.eventbus.it.Fixture.bus;
import static io.eventbus.it.Fixture.bytes;
import static io.eventbus.it.Fixture.publish;
import static io.eventbus.it.Fixture.send;
import static io.eventbus.it.Fixture.unique;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.ConsumerState;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.StartFrom;
import io.eventbus.it.Fixture.Numbered;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a group begins, and where it goes when it is sent to a time. */
@WithKafka
@Timeout(120)
class StartFromIT {

  private final Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));

  private final Queue<Integer> handled = new ConcurrentLinkedQueue<>();
  private final String topic = unique("start");
  private final String group = unique("group");
  private final KafkaCluster kafka;
  private final EventBus bus;

  StartFromIT(KafkaCluster kafka) {
    this.kafka = kafka;
    this.bus = bus(kafka).build();
  }

  /** Events 0 to 4, one minute after the other. */
  @BeforeEach
  void fillTopic() throws Exception {
    kafka.createTopic(topic, 1);
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (int i = 0; i < 5; i++) {
      var body = bytes("{\"number\":" + i + ",\"series\":\"k\"}");
      records.add(new ProducerRecord<>(topic, 0, minute(i).toEpochMilli(), bytes("k"), body));
    }
    send(kafka, records);
  }

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void aGroupMayStartWithTheFirstEventOfATime() {
    start(StartFrom.time(minute(2).plusSeconds(1)));

    await().until(() -> handled.size() == 2);
    assertThat(handled).containsExactly(3, 4);
  }

  @Test
  void whereNoEventIsAsLateAsTheTimeTheNextOneIsTheFirst() {
    var consumer = start(StartFrom.time(minute(50)));
    await().until(() -> consumer.state() == ConsumerState.RUNNING);
    publish(bus, topic, 5, "k");

    await().until(() -> !handled.isEmpty());
    assertThat(handled).containsExactly(5);
  }

  @Test
  void whatComesAfterTheFirstMemberHasLeftIsSeenByAGroupThatStartsFromTheEnd() {
    var first = start(StartFrom.end());
    await().until(() -> first.state() == ConsumerState.RUNNING);
    first.close();
    assertThat(handled).isEmpty();

    publish(bus, topic, 5, "k");
    start(StartFrom.end());

    await().until(() -> !handled.isEmpty());
    assertThat(handled).containsExactly(5);
  }

  @Test
  void savedProgressGoesBeforeTheStart() {
    var first = start(StartFrom.beginning());
    await().until(() -> handled.size() == 5);
    first.close();

    var second = start(StartFrom.end());
    publish(bus, topic, 5, "k");
    await().until(() -> handled.size() == 6);
    second.close();
    start(StartFrom.time(minute(0)));
    publish(bus, topic, 6, "k");

    await().until(() -> handled.contains(6));
    assertThat(handled).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void seekToGoesToTheFirstEventOfATime() throws Exception {
    var consumer = start(StartFrom.beginning());
    await().until(() -> handled.size() == 5);
    handled.clear();

    consumer.seekTo(minute(3)).toCompletableFuture().get(30, SECONDS);

    await().until(() -> handled.size() == 2);
    assertThat(handled).containsExactly(3, 4);
  }

  @Test
  void seekToATimeThatIsYetToComeSkipsToTheEnd() throws Exception {
    var consumer = start(StartFrom.end());
    await().until(() -> consumer.state() == ConsumerState.RUNNING);
    consumer.pause();
    publish(bus, topic, 5, "k");

    consumer.seekTo(Instant.now().plusSeconds(3600)).toCompletableFuture().get(30, SECONDS);
    consumer.resume();
    publish(bus, topic, 6, "k");

    await().until(() -> !handled.isEmpty());
    assertThat(handled).containsExactly(6);
  }

  private Instant minute(int minute) {
    return anHourAgo.plus(Duration.ofMinutes(minute));
  }

  private EventConsumer start(StartFrom startFrom) {
    return bus.consumer(group)
        .on(Numbered.class, topic, (event, context) -> handled.add(event.number()))
        .options(ConsumerOptions.defaults().withStartFrom(startFrom))
        .start();
  }
}
