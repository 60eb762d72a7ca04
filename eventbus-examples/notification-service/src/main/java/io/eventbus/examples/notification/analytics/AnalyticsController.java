package io.eventbus.examples.notification.analytics;

import io.eventbus.EventBus;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Analytics over HTTP. What is tracked is published directly, past the outbox: it is much, and one
 * event that is lost with a crash costs little.
 */
@RestController
@RequestMapping("/analytics")
final class AnalyticsController {

  private static final String NAME = "[a-z0-9._-]{1,100}";
  private static final String NAME_TEXT = "must be 1 to 100 of a to z, 0 to 9, '.', '_' and '-'";

  /** What a caller tells. */
  record Tracked(
      @NotNull @Pattern(regexp = NAME, message = NAME_TEXT) String name,
      @Size(min = 1, max = 100) @Nullable String userId) {}

  private final EventBus bus;
  private final Counters counters;

  AnalyticsController(EventBus bus, Counters counters) {
    this.bus = bus;
    this.counters = counters;
  }

  /** Waits for nobody; what becomes of the event is in the meters. */
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  void track(@Valid @RequestBody Tracked tracked) {
    bus.publish(new AnalyticsTracked(tracked.name(), tracked.userId()));
  }

  @GetMapping
  Map<String, Long> show() {
    return counters.all();
  }
}
