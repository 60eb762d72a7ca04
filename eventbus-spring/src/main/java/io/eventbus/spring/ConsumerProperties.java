package io.eventbus.spring;

import io.eventbus.consume.BatchOptions;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.Ordering;
import io.eventbus.consume.StartFrom;
import io.eventbus.consume.UnknownTypeRule;
import io.eventbus.retry.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an application says of its consumers.
 *
 * @param autoStartup Whether consumers start with the application.
 * @param group The consumer group of handlers that name none. By default that of
 *     'spring.application.name'.
 * @param ordering Which events wait for each other.
 * @param concurrency How many events of a group are in its handlers at once, a batch counting as
 *     one.
 * @param maxInFlightEvents How many events of one partition may be read but not yet handled.
 * @param maxInFlightSize How large the events of one partition may be together that are read but
 *     not yet handled.
 * @param commitInterval How often progress is saved.
 * @param revokeTimeout How long the handlers of a partition that another member takes over may run
 *     on.
 * @param startFrom Where a group begins that has no saved progress.
 * @param unknownTypes What happens to events of types that have no handler.
 * @param createDeadLetterTopics Whether a missing topic of dead letters is made.
 * @param batch How lists are filled.
 * @param retry What happens when a handler fails.
 */
@ConfigurationProperties("eventbus.consumer")
record ConsumerProperties(
    @DefaultValue("true") boolean autoStartup,
    @Nullable String group,
    @DefaultValue("key") Ordering ordering,
    @DefaultValue("16") int concurrency,
    @DefaultValue("4000") int maxInFlightEvents,
    @DefaultValue("16MB") DataSize maxInFlightSize,
    @DefaultValue("1s") Duration commitInterval,
    @DefaultValue("10s") Duration revokeTimeout,
    @DefaultValue("beginning") Start startFrom,
    @DefaultValue("ignore") UnknownTypeRule unknownTypes,
    @DefaultValue("true") boolean createDeadLetterTopics,
    @DefaultValue Batch batch,
    @DefaultValue Retry retry) {

  /** Has the values checked at once, so that the application does not start with wrong ones. */
  ConsumerProperties {
    new ConsumerOptions(
        ordering,
        concurrency,
        maxInFlightEvents,
        maxInFlightSize.toBytes(),
        commitInterval,
        revokeTimeout,
        StartFrom.beginning());
    batch.options();
    retry.policy();
  }

  ConsumerOptions options() {
    return new ConsumerOptions(
        ordering,
        concurrency,
        maxInFlightEvents,
        maxInFlightSize.toBytes(),
        commitInterval,
        revokeTimeout,
        startFrom == Start.END ? StartFrom.end() : StartFrom.beginning());
  }

  /** Where a new group begins. */
  enum Start {
    BEGINNING,
    END
  }

  /**
   * How the lists of batch handlers are filled.
   *
   * @param maxEvents The most events in a list.
   * @param maxWait How long the first event of a list waits for others.
   */
  record Batch(@DefaultValue("500") int maxEvents, @DefaultValue("100ms") Duration maxWait) {

    BatchOptions options() {
      return new BatchOptions(maxEvents, maxWait);
    }
  }

  /**
   * What happens when a handler fails.
   *
   * @param maxAttempts Attempts in all, the first included, before an event becomes a dead letter.
   * @param initialWait The wait before the second attempt.
   * @param multiplier What each further wait is multiplied by.
   * @param maxWait The longest wait before jitter.
   * @param jitter The share of a wait that is random, from 0 to below 1.
   */
  record Retry(
      @DefaultValue("5") int maxAttempts,
      @DefaultValue("500ms") Duration initialWait,
      @DefaultValue("2.0") double multiplier,
      @DefaultValue("30s") Duration maxWait,
      @DefaultValue("0.5") double jitter) {

    RetryPolicy policy() {
      return RetryPolicy.defaults()
          .withMaxAttempts(maxAttempts)
          .withWaits(initialWait, multiplier, maxWait)
          .withJitter(jitter);
    }
  }
}
