package io.eventbus.benchmarks.contender;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** This library's consumer, with all its meters read every second as Prometheus would. */
final class ScrapedConsumer implements ConsumeContender {

  @Override
  public Running start(ConsumeRequest request, SampleHandler handler) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var measured = new EventbusConsumer(bus -> bus.meterRegistry(registry));
    var running = measured.start(request, handler);
    var scraping = Executors.newSingleThreadScheduledExecutor();
    var unused = scraping.scheduleAtFixedRate(registry::scrape, 1, 1, TimeUnit.SECONDS);
    return () -> {
      scraping.shutdownNow();
      running.close();
    };
  }
}
