package io.eventbus.cli.events;

import io.eventbus.cli.terminal.MomentConverter;
import io.eventbus.event.EventMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who an event is that is published by hand. */
final class AttributeOptions {

  @Option(
      names = "--type",
      required = true,
      description = "Its logical type, such as teacher.created.")
  private String type = "";

  @Option(names = "--event-version", defaultValue = "1", description = "Of its type; 1 by default.")
  private int version;

  @Option(names = "--id", description = "Its identity; a random one by default.")
  private @Nullable String id;

  @Option(
      names = "--source",
      description = "Who publishes it; eventbus-cli by default (KAFKA_SOURCE).")
  private @Nullable String source;

  @Option(
      names = "--time",
      converter = MomentConverter.class,
      description = "When it happened; now by default: " + MomentConverter.ALLOWED + ".")
  private @Nullable Instant time;

  @Option(names = "--subject", description = "The thing that it is about.")
  private @Nullable String subject;

  @Option(names = "--correlation-id", description = "Of the operation that it is part of.")
  private @Nullable String correlationId;

  @Option(names = "--causation-id", description = "Of the event or command that led to it.")
  private @Nullable String causationId;

  @Option(names = "--tenant", description = "The tenant that it belongs to.")
  private @Nullable String tenant;

  EventMetadata metadata(String defaultSource) {
    return new EventMetadata(
        id == null ? UUID.randomUUID().toString() : id,
        source == null ? defaultSource : source,
        type,
        version,
        time == null ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : time,
        subject,
        correlationId,
        causationId,
        tenant);
  }
}
