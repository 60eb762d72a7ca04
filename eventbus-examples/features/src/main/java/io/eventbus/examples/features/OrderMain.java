package io.eventbus.examples.features;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerOptions;
import io.eventbus.consume.Ordering;
import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.topic.TopicSpec;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Which events wait for a slow one: those of its key, all of its partition, or none. The first of
 * three is slow; the second has another key, the third has the same.
 */
public final class OrderMain {

  @EventType(value = "step.taken", topic = "features.steps")
  record StepTaken(String who, int step) implements IntegrationEvent {
    @Override
    public String key() {
      return who;
    }

    @Override
    public String toString() {
      return who + step;
    }
  }

  private OrderMain() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    Feature.main(OrderMain::show);
  }

  static void show(String servers, PrintStream out) throws InterruptedException {
    try (var bus = Feature.bus(servers).build()) {
      bus.ensureTopics(List.of(TopicSpec.of("features.steps").withPartitions(1)));
      bus.publish(new StepTaken("ada", 1));
      bus.publish(new StepTaken("grace", 1));
      bus.publish(new StepTaken("ada", 2));
      for (var ordering : Ordering.values()) {
        out.printf("%s: done are %s%n", ordering, handle(bus, ordering));
      }
    }
  }

  private static List<String> handle(EventBus bus, Ordering ordering) throws InterruptedException {
    var done = new CopyOnWriteArrayList<String>();
    var all = new CountDownLatch(3);
    var overtakers = new CountDownLatch(ordering == Ordering.NONE ? 2 : 1);
    var consumer =
        bus.consumer("order-by-" + ordering)
            .options(ConsumerOptions.defaults().withOrdering(ordering))
            .on(
                StepTaken.class,
                (step, context) -> {
                  if (step.toString().equals("ada1")) {
                    // Slow: as long as others may overtake it, or half a second where none may.
                    boolean none = ordering == Ordering.PARTITION;
                    overtakers.await(none ? 500 : 10_000, TimeUnit.MILLISECONDS);
                  }
                  done.add(step.toString());
                  overtakers.countDown();
                  all.countDown();
                })
            .start();
    Feature.await(all);
    consumer.close();
    return done;
  }
}
