package io.eventbus.test.memory;

import io.eventbus.EventBus;
import io.eventbus.EventBusBuilder;
import io.eventbus.event.Arguments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's topics and groups in memory: a bus on it is the real one, from the publisher to the
 * handler and the dead letters, without a broker, a network or a wait.
 *
 * <pre>{@code
 * try (var kafka = InMemoryKafka.create();
 *     var bus = kafka.bus().source("teacher-service").build()) {
 *   bus.consumer("identity-service").on(TeacherCreated.class, identities::create).start();
 *   bus.publish(new TeacherCreated("t1"));
 *   kafka.awaitIdle(Duration.ofSeconds(5));
 *   ...
 * }
 * }</pre>
 *
 * <p>What is published is in its topic, and acknowledged, when {@code publish} returns. Groups with
 * several members share the partitions, members that come and go make them share anew, saved
 * positions outlive them, transactions are read all or not at all. Not there are what only a
 * network or a disk has: timeouts that run, sessions that expire, retention, compaction, and
 * security. What a client asks while it is {@linkplain #stop() stopped} fails at once.
 *
 * <p>It has no threads of its own and belongs to one test; close the buses first. Safe for use by
 * several threads.
 */
public final class InMemoryKafka implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(InMemoryKafka.class);
  private static final String SERVERS = "in-memory:9092";
  private static final int PARTITIONS = 3;

  private final MemoryBroker broker;
  private final MemoryClients clients;
  private volatile boolean closed;

  private InMemoryKafka(int partitions) {
    this.broker = new MemoryBroker(partitions);
    this.clients = new MemoryClients(broker);
  }

  /** One whose topics are made at their first use, with three partitions, as by a test's broker. */
  public static InMemoryKafka create() {
    return new InMemoryKafka(PARTITIONS);
  }

  /**
   * One whose topics are made at their first use.
   *
   * @param partitions how many they get; 0 where no topic is made by being used
   */
  public static InMemoryKafka create(int partitions) {
    return new InMemoryKafka(Arguments.requireAtLeast(partitions, 0, "partitions"));
  }

  /** A builder of a bus on these topics, which lacks a source only. */
  public EventBusBuilder bus() {
    return connect(EventBus.builder());
  }

  /**
   * Has a bus run on these topics, whatever servers its builder was told before.
   *
   * @return the same builder
   */
  public EventBusBuilder connect(EventBusBuilder builder) {
    return Arguments.requirePresent(builder, "builder")
        .bootstrapServers(SERVERS)
        .kafkaClients(clients);
  }

  /**
   * Makes a topic.
   *
   * @param partitions how many it gets, at least 1
   * @throws org.apache.kafka.common.errors.TopicExistsException if it is there
   */
  public void createTopic(String name, int partitions) {
    Arguments.requireText(name, "name");
    Arguments.requireAtLeast(partitions, 1, "partitions");
    broker.exclusively(() -> broker.create(name, partitions, Map.of()));
  }

  /**
   * Sends a record as it is, such as one of another system or one that cannot be read.
   *
   * @throws org.apache.kafka.common.KafkaException if it cannot be written
   */
  public void send(ProducerRecord<byte[], byte[]> record) {
    Arguments.requirePresent(record, "record");
    broker.answer(() -> MemoryProducer.write(broker, record, null));
  }

  /** What a topic holds, in the order in which it came; nothing if there is no such topic. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Arguments.requireText(topic, "topic");
    return broker.exclusively(
        () -> {
          var there = broker.topic(topic);
          return there == null ? List.of() : there.records();
        });
  }

  /** The topics that there are, by their names. */
  public List<String> topics() {
    return broker.exclusively(() -> broker.topics().stream().map(MemoryTopic::name).toList());
  }

  /**
   * Waits until every group that has members has done with all that is in its topics: handled,
   * turned into dead letters, or skipped. That includes what handlers have published meanwhile, but
   * not what waits elsewhere: in an outbox, or in a publisher while this is stopped and a moment
   * after. A member that has just been started counts as at work; a consumer that has ended, or
   * begins anew after an error, has left its group and does not.
   *
   * @throws AssertionError if it is not so within this time; it tells who has not done with what
   */
  public void awaitIdle(Duration timeout) {
    Arguments.requireNotNegative(timeout, "timeout");
    var idleness = new Idleness(broker);
    try {
      if (!broker.awaitProgress(idleness::idle, timeout.toNanos())) {
        throw new AssertionError(
            "not idle within " + timeout + ": " + broker.exclusively(idleness::undone));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for idleness", e);
    }
  }

  /**
   * Lets no client reach it, as if all brokers were away: what is published waits in its bus,
   * nothing is read, no progress is saved. Does nothing if it is stopped.
   */
  public void stop() {
    broker.up(false);
  }

  /** Lets the clients reach it again; all that was there still is. */
  public void start() {
    if (closed) {
      throw new IllegalStateException("the in-memory Kafka is closed");
    }
    broker.up(true);
  }

  /** Stops it for good. Says in the log if a bus still uses it. */
  @Override
  public void close() {
    closed = true;
    broker.up(false);
    if (broker.clients() > 0) {
      log.warn(
          "{} clients still use this in-memory Kafka: close their bus first", broker.clients());
    }
  }
}
