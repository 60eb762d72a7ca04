package io.eventbus.codec;

import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.EventTypeName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The context attributes of a CloudEvent while they are read, by the names of its specification;
 * the last value of each counts.
 */
final class Attributes {

  static final String SPEC_VERSION = "specversion";
  static final String ID = "id";
  static final String SOURCE = "source";
  static final String TYPE = "type";
  static final String TIME = "time";
  static final String SUBJECT = "subject";
  static final String CORRELATION_ID = "correlationid";
  static final String CAUSATION_ID = "causationid";
  static final String TENANT_ID = "tenantid";
  static final String EVENT_VERSION = "eventversion";

  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  private @Nullable String specVersion;
  private @Nullable String id;
  private @Nullable String source;
  private @Nullable String type;
  private @Nullable String time;
  private @Nullable String subject;
  private @Nullable String correlationId;
  private @Nullable String causationId;
  private @Nullable String tenantId;
  private @Nullable String eventVersion;

  /** Whether an attribute of this name is looked at here. */
  static boolean knows(String name) {
    return switch (name) {
      case SPEC_VERSION, ID, SOURCE, TYPE, TIME, SUBJECT -> true;
      case CORRELATION_ID, CAUSATION_ID, TENANT_ID, EVENT_VERSION -> true;
      default -> false;
    };
  }

  void take(String name, @Nullable String value) {
    switch (name) {
      case SPEC_VERSION -> specVersion = value;
      case ID -> id = value;
      case SOURCE -> source = value;
      case TYPE -> type = value;
      case TIME -> time = value;
      case SUBJECT -> subject = value;
      case CORRELATION_ID -> correlationId = value;
      case CAUSATION_ID -> causationId = value;
      case TENANT_ID -> tenantId = value;
      case EVENT_VERSION -> eventVersion = value;
      default -> {
        // not an attribute that is looked at
      }
    }
  }

  /** The type; the specification's version is checked with it. */
  EventTypeName type() {
    return type(specVersion, type, eventVersion);
  }

  static EventTypeName type(
      @Nullable String specVersion, @Nullable String type, @Nullable String eventVersion) {
    if (!required(specVersion, SPEC_VERSION).startsWith("1.")) {
      throw malformed(SPEC_VERSION + " names no version 1 of CloudEvents");
    }
    return new EventTypeName(required(type, TYPE), version(eventVersion));
  }

  EventMetadata metadata(EventTypeName type, RecordOrigin origin) {
    return new EventMetadata(
        required(id, ID),
        required(source, SOURCE),
        type.name(),
        type.version(),
        time == null ? origin.time() : time(time, TIME),
        subject,
        correlationId,
        causationId,
        tenantId);
  }

  private static String required(@Nullable String value, String name) {
    if (value == null || value.isBlank()) {
      throw malformed(name + " is missing");
    }
    return value;
  }

  private static int version(@Nullable String value) {
    if (value == null || value.equals("1")) {
      return 1;
    }
    if (!VERSION.matcher(value).matches()) {
      throw malformed(EVENT_VERSION + " is no number from 1");
    }
    return Integer.parseInt(value);
  }

  static Instant time(String value, String name) {
    try {
      return Rfc3339.parse(value);
    } catch (DateTimeException e) {
      throw malformed(name + " is no RFC 3339 time");
    }
  }

  private static UndecodableEventException malformed(String message) {
    return new UndecodableEventException(Reason.MALFORMED, "attribute " + message);
  }
}
