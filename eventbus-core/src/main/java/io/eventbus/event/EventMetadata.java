package io.eventbus.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who an event is and where it comes from: the context attributes of CloudEvents 1.0 with the
 * extensions for correlation, causation and tenant. Immutable.
 *
 * @param id the identity, unique per source; the same on every delivery
 * @param source the service that published it, a URI reference such as {@code teacher-service}
 * @param type the logical type
 * @param version the schema version, at least 1
 * @param time when it happened
 * @param subject what it is about within the source, or {@code null}
 * @param correlationId what ties the events of one business operation together, or {@code null}
 * @param causationId the id of the event or command that led to this one, or {@code null}
 * @param tenantId the tenant, or {@code null}
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0.2</a>
 */
public record EventMetadata(
    String id,
    String source,
    String type,
    int version,
    Instant time,
    @Nullable String subject,
    @Nullable String correlationId,
    @Nullable String causationId,
    @Nullable String tenantId) {

  /** Checks the arguments. */
  public EventMetadata {
    Arguments.requireText(id, "id");
    Arguments.requireText(source, "source");
    Arguments.requireText(type, "type");
    Arguments.requireAtLeast(version, 1, "version");
    Arguments.requirePresent(time, "time");
  }
}
