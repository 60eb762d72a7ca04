package io.eventbus.spring;

import io.eventbus.outbox.RelayOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Events as part of the application's transactions.
 *
 * @param enabled Whether events that are published inside a transaction are stored in it and sent
 *     once it is committed.
 * @param name What the tables of this outbox end with, for one of several in a schema.
 * @param outsideTransaction Whether events that are published outside a transaction go to the
 *     brokers directly, or are refused.
 * @param relay What sends the events.
 */
@ConfigurationProperties("eventbus.outbox")
record OutboxProperties(
    @DefaultValue("false") boolean enabled,
    @Nullable String name,
    @DefaultValue("direct") OutsideTransaction outsideTransaction,
    @DefaultValue Relay relay) {

  /** Has the values checked at once, so that the application does not start with wrong ones. */
  OutboxProperties {
    relay.options();
  }

  /** What becomes of events that are published outside a transaction. */
  enum OutsideTransaction {
    DIRECT,
    REFUSE
  }

  /**
   * What sends the events of the outbox.
   *
   * @param enabled Whether this instance sends the outbox's events, or stands by to: of all
   *     instances one is active.
   * @param pageSize How many events the relay reads at once.
   * @param maxInFlightEvents How many events the relay may have read and not yet removed.
   * @param maxInFlightSize How large those may be together that the brokers have not acknowledged.
   * @param pollInterval The longest pause between two of the relay's looks into the outbox.
   * @param leaseLength How long others wait for a relay that is silent.
   * @param deliveryTimeout How long an event is tried before the relay begins anew with it.
   */
  record Relay(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("1000") int pageSize,
      @DefaultValue("10000") int maxInFlightEvents,
      @DefaultValue("32MB") DataSize maxInFlightSize,
      @DefaultValue("100ms") Duration pollInterval,
      @DefaultValue("15s") Duration leaseLength,
      @DefaultValue("2m") Duration deliveryTimeout) {

    RelayOptions options() {
      return new RelayOptions(
          pageSize,
          maxInFlightEvents,
          maxInFlightSize.toBytes(),
          pollInterval,
          leaseLength,
          deliveryTimeout);
    }
  }
}
