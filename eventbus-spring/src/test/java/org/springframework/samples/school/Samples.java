package org.springframework.samples.school;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.spring.OnEvent;
import org.springframework.stereotype.Component;

/** As applications have it that began as a sample of Spring. */
@Component
public class Samples {

  /** An event. */
  @EventType("sampled")
  public record Sampled(String id) implements IntegrationEvent {}

  /** Handles it. */
  @OnEvent(group = "samples")
  public void on(Sampled event) {}
}
