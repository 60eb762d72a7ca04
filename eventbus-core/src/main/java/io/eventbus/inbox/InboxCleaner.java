package io.eventbus.inbox;

import io.eventbus.event.Arguments;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has an inbox forget what is older than a retention, once a minute and in small steps, by the
 * database's clock. It forgets nothing before the group has caught up with what was there when the
 * group was first seen at work: after a long stop events come again that were handled before it.
 * Safe to share between threads.
 */
public final class InboxCleaner implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(InboxCleaner.class);
  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);
  private static final long CLOSE_SECONDS = 10;
  private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);

  /** How many claims a step forgets, so that none locks much or takes long. */
  static final int STEP = 1_000;

  private final Inbox inbox;
  private final Duration retention;
  private final BooleanSupplier caughtUp;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(InboxCleaner::thread);
  private final long startNanos = System.nanoTime();
  private boolean mayForget; // of the timer's thread, like the next
  private boolean failing;
  private boolean warned;

  private InboxCleaner(Inbox inbox, Duration retention, BooleanSupplier caughtUp) {
    this.inbox = Arguments.requirePresent(inbox, "inbox");
    this.retention = Arguments.requireRetention(retention, "retention");
    this.caughtUp = Arguments.requirePresent(caughtUp, "caughtUp");
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "eventbus-inbox-cleaner");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts a cleaner.
   *
   * @param retention how long claims are kept: longer than an event can take to come again
   * @param caughtUp whether the group has handled all that was there when this began; asked until
   *     it says so once
   */
  public static InboxCleaner start(Inbox inbox, Duration retention, BooleanSupplier caughtUp) {
    var cleaner = new InboxCleaner(inbox, retention, caughtUp);
    long millis = Math.max(1, Math.min(retention.toMillis() / 10, LONGEST_INTERVAL.toMillis()));
    var unused =
        cleaner.timer.scheduleWithFixedDelay(cleaner::clean, millis, millis, TimeUnit.MILLISECONDS);
    return cleaner;
  }

  private void clean() {
    try {
      mayForget = mayForget || caughtUp.getAsBoolean();
      if (mayForget) {
        int forgotten;
        do {
          forgotten = inbox.store().forget(inbox.group(), retention, STEP);
        } while (forgotten == STEP && !timer.isShutdown());
      } else if (!warned && System.nanoTime() - startNanos > LONG_NANOS) {
        warned = true;
        log.warn(
            "the inbox of group {} grows: the group has not caught up since this cleaner started",
            inbox.group());
      }
      failing = false;
    } catch (SQLException | RuntimeException e) {
      if (!failing) {
        log.warn("the inbox of group {} could not be cleaned, tried again later", inbox.group(), e);
      }
      failing = true;
    }
  }

  /** Ends it after the step that is under way. Closing again does nothing. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      timer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
