package io.eventbus.spring;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.RedriveOptions;
import io.eventbus.outbox.OutboxRelay;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.context.ApplicationEventPublisher;

/** The endpoint where operators may act, too. Each act is in the log and an audit event. */
final class WritableEventBusEndpoint extends EventBusEndpoint {

  private static final Logger log = LoggerFactory.getLogger(WritableEventBusEndpoint.class);

  /** What an operator can do with a group. */
  enum Action {
    PAUSE,
    RESUME,
    REDRIVE
  }

  /** What was done. */
  record Done(String group, Action action, @Nullable Object result) {}

  private final ApplicationEventPublisher audit;

  WritableEventBusEndpoint(
      EventBus bus,
      Supplier<List<EventConsumer>> consumers,
      Supplier<@Nullable OutboxRelay> relay,
      ApplicationEventPublisher audit) {
    super(bus, consumers, relay);
    this.audit = audit;
  }

  /**
   * Pauses or resumes the member of a group in this instance, or sends the group's open dead
   * letters back, which takes as long as it takes.
   *
   * @throws InvalidEndpointRequestException if no consumer of this group runs here
   */
  @WriteOperation
  Done act(@Selector String group, Action action, SecurityContext security)
      throws InterruptedException {
    var consumer = consumer(group);
    if (consumer == null) {
      throw new InvalidEndpointRequestException(
          "no consumer of group " + group + " runs here", "unknown group");
    }
    var principal = security.getPrincipal();
    var by = principal == null ? "anonymous" : principal.getName();
    log.info("{} of group {} by {}, through the endpoint", action, group, by);
    audit.publishEvent(
        new AuditApplicationEvent(
            by, "EVENTBUS_" + action.name().toUpperCase(Locale.ROOT), "group=" + group));
    return new Done(group, action, run(consumer, action, by));
  }

  private @Nullable Object run(EventConsumer consumer, Action action, String by)
      throws InterruptedException {
    switch (action) {
      case PAUSE -> consumer.pause();
      case RESUME -> consumer.resume();
      case REDRIVE -> {
        return bus()
            .deadLetters(consumer.group())
            .redrive(DeadLetterFilter.all(), RedriveOptions.defaults(by))
            .run();
      }
    }
    return null;
  }
}
