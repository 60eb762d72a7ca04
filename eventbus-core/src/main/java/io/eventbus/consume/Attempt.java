package io.eventbus.consume;

import io.eventbus.event.CurrentEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a handler finds around it on its thread: the event that what it publishes is caused by, the
 * context of the log, the span of the attempt. For one thread, until it has ended.
 */
final class Attempt {

  /** One that is neither logged nor traced; it needs no state. */
  private static final Attempt PLAIN = new Attempt(false, null);

  private final boolean logs;
  private final @Nullable Runnable scope;

  private Attempt(boolean logs, @Nullable Runnable scope) {
    this.logs = logs;
    this.scope = scope;
  }

  static Attempt begin(Delivery delivery, ReceivedContext context) {
    CurrentEvent.begin(context::metadata);
    var observed = delivery.partition().handling().observed();
    if (observed.logs()) {
      LogContext.begin(context);
    }
    if (!observed.tracing().on()) {
      return observed.logs() ? new Attempt(true, null) : PLAIN;
    }
    var record = delivery.record();
    var span =
        observed
            .tracing()
            .process(record.encoded(), record.origin(), observed.group(), context.attempt());
    delivery.traced(span);
    return new Attempt(observed.logs(), span.open());
  }

  /** The handler has returned on this thread. */
  void end() {
    CurrentEvent.end();
    if (logs) {
      LogContext.end();
    }
    if (scope != null) {
      scope.run();
    }
  }
}
