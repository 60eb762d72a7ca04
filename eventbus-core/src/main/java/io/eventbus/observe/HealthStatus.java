package io.eventbus.observe;

/** How a bus, or a part of it, is; what comes later is worse. */
public enum HealthStatus {
  /** All is as it should be. */
  UP,
  /** It works, or will by itself, but somebody should look: something waits, is late or held. */
  DEGRADED,
  /** It does not do what it is there for. */
  DOWN
}
