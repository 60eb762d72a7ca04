package io.eventbus.docs;

import io.eventbus.EventBus;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The code of the page about operating. */
final class OperatingGuide {

  String measure() {
    // docs:metrics
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    EventBus bus =
        EventBus.builder()
            .bootstrapServers("localhost:9092")
            .source("teacher-service")
            .meterRegistry(registry)
            .build();
    // docs:end
    String scraped = registry.scrape();
    bus.close();
    return scraped;
  }

  EventBus trace(ObservationRegistry observations) {
    // docs:tracing
    EventBus bus =
        EventBus.builder()
            .bootstrapServers("localhost:9092")
            .source("teacher-service")
            .observationRegistry(observations)
            .build();
    // docs:end
    return bus;
  }
}
