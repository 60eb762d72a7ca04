package io.eventbus.examples.course;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Something that is tried again and again. That it does not work is logged once, and once that it
 * works again, however often it is tried in between. Safe to share between threads.
 */
public final class Trouble {

  private final Logger log;
  private final String consequence;
  private boolean present;

  /**
   * Nothing is wrong yet.
   *
   * @param consequence what it means that it does not work, as a sentence without its full stop
   */
  public Trouble(Logger log, String consequence) {
    this.log = log;
    this.consequence = consequence;
  }

  /** Tries, and says whether it worked. */
  public boolean survives(Runnable attempt) {
    try {
      attempt.run();
      passed();
      return true;
    } catch (RuntimeException e) {
      happened(e);
      return false;
    }
  }

  /** Tries until it works, with a pause after each attempt, or until the end has come. */
  void overcome(Runnable attempt, Duration pause, CountDownLatch end) {
    try {
      while (end.getCount() > 0 && !survives(attempt)) {
        end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void happened(RuntimeException e) {
    if (!present) {
      log.warn("{}; it is tried again: {}", consequence, e.toString());
    }
    present = true;
  }

  private synchronized void passed() {
    if (present) {
      log.info("it works again, after this: {}", consequence);
    }
    present = false;
  }
}
