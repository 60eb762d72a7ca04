package io.eventbus.examples.course.catalogue;

import io.eventbus.EventBus;
import io.eventbus.consume.ConsumerState;
import io.eventbus.consume.EventConsumer;
import io.eventbus.examples.course.Trouble;
import io.eventbus.examples.course.catalogue.CatalogueVersion.State;
import io.eventbus.retry.RetryPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has the catalogue follow the events. The live version is read for by all instances of the service
 * together. One that is being built is read for, from the beginning, by the instance that was asked
 * to, in a group of its own; once it has caught up it becomes the live one, and the others follow.
 * Until then queries are answered by the old one, which is kept up to date.
 *
 * <p>If that instance ends before, the version is never switched to; the next rebuild replaces it.
 */
@Component
final class CatalogueConsumers implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(CatalogueConsumers.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final EventBus bus;
  private final CatalogueVersions versions;
  private final CatalogueRepository catalogue;
  private final RetryPolicy retry;
  private final Map<Integer, EventConsumer> consumers = new HashMap<>();
  private Optional<Building> building = Optional.empty();
  private final Trouble trouble = new Trouble(log, "which catalogue is valid is not known");
  private boolean running;

  CatalogueConsumers(
      EventBus bus, CatalogueVersions versions, CatalogueRepository catalogue, RetryPolicy retry) {
    this.bus = bus;
    this.versions = versions;
    this.catalogue = catalogue;
    this.retry = retry;
  }

  /** What is being built here. */
  private record Building(int number, EventConsumer consumer) {

    /** It is the only member of its group, so its partitions are all that there are. */
    boolean hasCaughtUp() {
      var status = consumer.status();
      return status.state() == ConsumerState.RUNNING
          && !status.partitions().isEmpty()
          && status.partitions().stream().allMatch(partition -> partition.lag() == 0);
    }
  }

  /** Begins another version. */
  synchronized CatalogueVersion rebuild() {
    var version = versions.rebuild();
    var consumer = consume(version);
    consumers.put(version.number(), consumer);
    building = Optional.of(new Building(version.number(), consumer));
    return version;
  }

  /** Switches to a version that has caught up, and reads for the one that is live. */
  @Scheduled(fixedDelayString = "${course.catalogue-check}")
  synchronized void follow() {
    if (running) {
      trouble.survives(this::followVersions);
    }
  }

  private void followVersions() {
    building
        .filter(Building::hasCaughtUp)
        .ifPresent(
            caughtUp -> {
              versions.switchTo(caughtUp.number());
              building = Optional.empty();
            });
    for (var version : versions.all()) {
      if (version.state() == State.LIVE) {
        consumers.computeIfAbsent(version.number(), number -> consume(version));
      } else if (version.state() == State.RETIRED) {
        close(version.number());
      }
    }
  }

  private EventConsumer consume(CatalogueVersion version) {
    var consumer = bus.consumer(version.consumerGroup()).retry(retry);
    return new CatalogueProjection(catalogue, version.number()).on(consumer).start();
  }

  private void close(int number) {
    var consumer = consumers.remove(number);
    if (consumer != null) {
      consumer.close(CLOSE_TIMEOUT);
    }
  }

  @Override
  public synchronized void start() {
    versions.begin();
    running = true;
    follow();
  }

  @Override
  public synchronized void stop() {
    running = false;
    building = Optional.empty();
    List.copyOf(consumers.keySet()).forEach(this::close);
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }

  /** With the other consumers: after all else has started, and before all else stops. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
