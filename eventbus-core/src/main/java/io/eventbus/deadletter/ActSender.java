package io.eventbus.deadletter;

import io.eventbus.event.EventBusException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts on the letters of one topic: what is done and the record of it are one transaction of Kafka,
 * so a crash leaves both or neither. A later one for the same topic ends an earlier one, once what
 * that has begun is decided. For one thread.
 */
final class ActSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ActSender.class);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

  private final LetterTopic topic;
  private final LetterAdmin admin;
  private final Producer<byte[], byte[]> producer;
  private @Nullable RecordMetadata lastAct; // of those that are committed

  private ActSender(LetterTopic topic, LetterAdmin admin, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.admin = admin;
    this.producer = producer;
  }

  /** Begins; what was done before is to be read only after this. */
  static ActSender begin(LetterClients clients, LetterAdmin admin, LetterTopic topic) {
    admin.ensure(
        LetterTopics.actsOf(topic.name()),
        1,
        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    var sender = new ActSender(topic, admin, clients.sender("eventbus-redrive-" + topic.name()));
    try {
      sender.producer.initTransactions();
      return sender;
    } catch (RuntimeException e) {
      sender.close();
      throw e;
    }
  }

  /**
   * Sends letters and the acts on them; all of it happens or nothing.
   *
   * @param acts makes the acts, when it is known where the letters have gone
   * @return why nothing has happened because of a letter that Kafka refuses; {@code null} if it has
   * @throws EventBusException if another one has begun
   * @throws KafkaException if it cannot be done, or nobody knows whether it was: the next one will
   */
  @Nullable KafkaException commit(
      List<ProducerRecord<byte[], byte[]>> letters,
      Function<List<RecordMetadata>, List<LetterAct>> acts) {
    try {
      producer.beginTransaction();
      var written = acts.apply(sendAll(letters)).stream().map(act -> ActsLog.recordOf(topic, act));
      var places = sendAll(written.toList());
      producer.commitTransaction();
      lastAct = places.isEmpty() ? lastAct : places.get(places.size() - 1);
      return null;
    } catch (TimeoutException | InterruptException e) {
      throw e; // it may not even be aborted
    } catch (KafkaException e) {
      return undone(e);
    }
  }

  private List<RecordMetadata> sendAll(List<ProducerRecord<byte[], byte[]>> letters) {
    var sent = new ArrayList<Future<RecordMetadata>>();
    letters.forEach(letter -> sent.add(producer.send(letter)));
    producer.flush();
    var places = new ArrayList<RecordMetadata>();
    try {
      for (var one : sent) {
        places.add(one.get());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException refusal
          ? refusal
          : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    return places;
  }

  private KafkaException undone(KafkaException failure) {
    if (!hasCause(failure, ProducerFencedException.class, InvalidProducerEpochException.class)) {
      try {
        producer.abortTransaction();
      } catch (KafkaException e) {
        failure.addSuppressed(e);
      }
    }
    if (isFenced(failure)) {
      throw new EventBusException(
          "another redrive or discard of topic " + topic.name() + " has begun: this one ends",
          failure);
    }
    if (hasCause(
        failure,
        RecordTooLargeException.class,
        InvalidRecordException.class,
        PolicyViolationException.class)) {
      return failure;
    }
    throw failure;
  }

  private static boolean isFenced(KafkaException failure) {
    for (var suppressed : failure.getSuppressed()) {
      if (hasCause(suppressed, ProducerFencedException.class)) {
        return true;
      }
    }
    return hasCause(failure, ProducerFencedException.class, InvalidProducerEpochException.class);
  }

  private static boolean hasCause(Throwable failure, Class<?>... classes) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      for (var each : classes) {
        if (each.isInstance(cause)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Closes it once readers see what was done: Kafka decides on a transaction a moment before it
   * says so in the topics.
   */
  @Override
  public void close() {
    try {
      awaitVisible();
    } catch (EventBusException | KafkaException e) {
      log.debug("nobody knows whether the last acts on {} can be seen", topic.name(), e);
    } finally {
      producer.close(CLOSE_TIMEOUT);
    }
  }

  private void awaitVisible() {
    if (lastAct == null) {
      return;
    }
    var acts = new TopicPartition(lastAct.topic(), lastAct.partition());
    long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    var left = CLOSE_TIMEOUT;
    while (!left.isNegative() && admin.committedEnd(acts, left) <= lastAct.offset()) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      left = Duration.ofNanos(deadline - System.nanoTime());
    }
  }
}
