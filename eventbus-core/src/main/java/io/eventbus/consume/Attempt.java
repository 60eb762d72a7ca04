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
    boolean logs = delivery.partition().handling().observed().logs();
    return observed(delivery, logs ? LogContext.begin(context) : null);
  }

  /** With a record that is not taken apart. */
  static Attempt begin(Delivery delivery) {
    return observed(delivery, null);
  }

  private static Attempt observed(Delivery delivery, @Nullable Runnable log) {
    var observed = delivery.partition().handling().observed();
    if (!observed.tracing().on()) {
      return log == null ? PLAIN : new Attempt(log, null);
    }
    var record = delivery.record();
    var span =
        observed
            .tracing()
            .process(record.encoded(), record.origin(), observed.group(), delivery.attempt());
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
