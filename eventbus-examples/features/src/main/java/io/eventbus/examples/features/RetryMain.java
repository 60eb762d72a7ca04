package io.eventbus.examples.features;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.RetryPolicy;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A handler that fails is called again, after waits that grow. Events of other keys go ahead. */
public final class RetryMain {

  @EventType("mail.requested")
  record MailRequested(String to) implements IntegrationEvent {
    @Override
    public String key() {
      return to;
    }
  }

  private RetryMain() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    Feature.main(RetryMain::show);
  }

  static void show(String servers, PrintStream out) throws InterruptedException {
    var sent = new CountDownLatch(2);
    try (var bus = Feature.bus(servers).build()) {
      bus.consumer("mail-service")
          .retry(
              RetryPolicy.defaults()
                  .withMaxAttempts(3)
                  .withWaits(Duration.ofMillis(200), 2, Duration.ofSeconds(1))
                  .notOn(IllegalArgumentException.class)) // a dead letter at once
          .on(
              MailRequested.class,
              (mail, context) -> {
                if (mail.to().equals("ada") && context.attempt() < 3) {
                  out.printf("mail to ada: attempt %d fails%n", context.attempt());
                  throw new IllegalStateException("the mail server is busy");
                }
                out.printf("mail to %s: sent by attempt %d%n", mail.to(), context.attempt());
                sent.countDown();
              })
          .start();

      bus.publish(new MailRequested("ada"));
      bus.publish(new MailRequested("grace"));
      Feature.await(sent);
    }
  }
}
