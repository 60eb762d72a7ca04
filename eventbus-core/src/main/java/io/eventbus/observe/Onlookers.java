package io.eventbus.observe;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what tracers and registries throw, which are others' code: an event is sent and handled
 * whatever they do. For all threads.
 */
final class Onlookers {

  private static final Logger log = LoggerFactory.getLogger(Onlookers.class);
  private static final AtomicBoolean told = new AtomicBoolean();

  private Onlookers() {}

  /** Says so once: one that fails does so with each event. */
  static void failed(Throwable failure) {
    if (told.compareAndSet(false, true)) {
      log.warn(
          "what observes or measures events fails, some are not seen; further failures are not told",
          failure);
    } else {
      log.debug("what observes or measures events fails", failure);
    }
  }

  /** Calls one. */
  static void tell(Runnable call) {
    try {
      call.run();
    } catch (Throwable e) {
      failed(e); // errors too: of libraries that do not fit together
    }
  }
}
