package io.eventbus.examples.features;

import io.eventbus.EventBus;
import io.eventbus.consume.EventConsumer;
import io.eventbus.consume.EventHandler;
import io.eventbus.deadletter.DeadLetterFilter;
import io.eventbus.deadletter.RedriveOptions;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.retry.RetryPolicy;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * An event that cannot be handled is kept as a dead letter, and the next one goes through. Once the
 * handler is mended, the letter is sent back to its group, and to no other.
 */
public final class DeadLetterMain {

  private static final String GROUP = "billing-service";

  @EventType("invoice.ordered")
  record InvoiceOrdered(String customer, int cents) implements IntegrationEvent {
    @Override
    public String key() {
      return customer;
    }
  }

  private DeadLetterMain() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    Feature.main(DeadLetterMain::show);
  }

  static void show(String servers, PrintStream out) throws InterruptedException {
    try (var bus = Feature.bus(servers).build()) {
      var second = new CountDownLatch(1);
      var broken =
          consumer(
              bus,
              (invoice, context) -> {
                if (invoice.cents() < 0) {
                  throw new ArithmeticException("less than nothing");
                }
                second.countDown();
              });
      bus.publish(new InvoiceOrdered("ada", -100));
      bus.publish(new InvoiceOrdered("ada", 100));
      Feature.await(second);
      broken.close();

      var letters = bus.deadLetters(GROUP);
      for (var letter : letters.list(DeadLetterFilter.all(), 10)) {
        out.printf("dead letter: key %s, %s%n", letter.key(), letter.exceptionClass());
      }
      var redrive = letters.redrive(DeadLetterFilter.all(), RedriveOptions.defaults("ada"));
      out.printf("sent back: %d%n", redrive.run().sent());

      var handled = new CountDownLatch(1);
      consumer(
          bus,
          (invoice, context) -> {
            out.printf("handled after all: %d cents%n", invoice.cents());
            handled.countDown();
          });
      Feature.await(handled);
    }
  }

  private static EventConsumer consumer(EventBus bus, EventHandler<InvoiceOrdered> handler) {
    return bus.consumer(GROUP)
        .retry(RetryPolicy.defaults().withMaxAttempts(1))
        .on(InvoiceOrdered.class, handler)
        .start();
  }
}
