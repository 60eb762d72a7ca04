package io.eventbus.publish;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import io.eventbus.event.EventBusException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event that did not reach the broker, or whose arrival the broker did not confirm in time. */
public final class PublishException extends EventBusException {

  /** Why an event was not published, with what can be done. */
  public enum Reason {
    /** Too much waits already: the broker has been away for long; publish it again later. */
    BUFFER_FULL("too many events wait for the broker; publish it again later"),
    /** No broker took it, or confirmed it, in time: it may have arrived all the same. */
    EXPIRED("no broker confirmed it in time; check the connection and that the topic exists"),
    /** Larger than the publisher, the producer or the topic allows. */
    TOO_LARGE("it is too large; raise maxEventBytes and the topic's max.message.bytes"),
    /** The broker does not let this client write to the topic. */
    NOT_AUTHORISED("this client may not write there; check its credentials and the topic's ACL"),
    /** The bus was closed before it went out. */
    CLOSED("the bus is closed"),
    /** The broker, or its client, refused it for another reason, told by the cause. */
    REFUSED("it was refused, see the cause");

    private final String advice;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Reason(String advice) {
      this.advice = advice;
    }

    /** What meters call it, for example {@code buffer-full}. */
    public String code() {
      return code;
    }
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String topic;
  private final @Nullable String eventId;
  private final @Nullable String eventType;

  /** One about this record, also for what stands in for a publisher. */
  public PublishException(Reason reason, EncodedEvent record, @Nullable Throwable cause) {
    this(
        reason,
        Arguments.requirePresent(record, "record").topic(),
        record.eventId(),
        record.eventType(),
        cause);
  }

  PublishException(
      Reason reason,
      String topic,
      @Nullable String eventId,
      @Nullable String eventType,
      @Nullable Throwable cause) {
    super(
        "event "
            + eventId
            + " of type "
            + eventType
            + " was not published to topic "
            + topic
            + ": "
            + Arguments.requirePresent(reason, "reason").advice,
        cause);
    this.reason = reason;
    this.topic = topic;
    this.eventId = eventId;
    this.eventType = eventType;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** The topic that it was meant for. */
  public String topic() {
    return topic;
  }

  /** The event's identity, {@code null} if the record has none. */
  public @Nullable String eventId() {
    return eventId;
  }

  /** The event's logical type, {@code null} if the record has none. */
  public @Nullable String eventType() {
    return eventType;
  }
}
