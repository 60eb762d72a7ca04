package io.eventbus.consume;

import io.eventbus.event.CurrentEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a handler finds around it on its thread: the event that what it publishes is caused by, the
 * context of the log, the span of the attempt. For one thread, until it has ended.
 */
final class Attempt {

  /** One that is neither logged nor traced; it needs no state. */
  private static final Attempt PLAIN = new Attempt(null, null);

  private final @Nullable Runnable log;
  private final @Nullable Runnable scope;

  private Attempt(@Nullable Runnable log, @Nullable Runnable scope) {
    this.log = log;
    this.scope = scope;
  }

  static Attempt begin(Delivery delivery, ReceivedContext context) {
    CurrentEvent.begin(context::metadata);
    var observed = delivery.partition().handling().observed();
    var log = observed.logs() ? LogContext.begin(context) : null;
    if (!observed.tracing().on()) {
      return log == null ? PLAIN : new Attempt(log, null);
    }
    var record = delivery.record();
    var span =
        observed
            .tracing()
            .process(record.encoded(), record.origin(), observed.group(), context.attempt());
    delivery.traced(span);
    return new Attempt(log, span.open());
  }

  /** The handler has returned on this thread. */
  void end() {
    CurrentEvent.end();
    if (scope != null) {
      scope.run(); // before the log's: a tracer may have put its own there
    }
    if (log != null) {
      log.run();
    }
  }
}
