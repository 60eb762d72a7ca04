package io.eventbus.consume;

import io.eventbus.codec.UndecodableEventException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;

/** Which event the thread is at, in the context that a logging library adds to each line. */
final class LogContext {

  private static final String ID = "eventId";
  private static final String TYPE = "eventType";
  private static final String KEY = "keyHash";
  private static final String TOPIC = "topic";
  private static final String PARTITION = "partition";
  private static final String OFFSET = "offset";
  private static final String CORRELATION_ID = "correlationId";

  private LogContext() {}

  /** Whether there is a logging library that has such a context. */
  static boolean exists() {
    return !(MDC.getMDCAdapter() instanceof NOPMDCAdapter);
  }

  /**
   * Describes an event.
   *
   * @return what takes that away again, on the same thread
   */
  static Runnable begin(ReceivedContext context) {
    var before = MDC.getCopyOfContextMap();
    var record = context.record();
    var encoded = record.encoded();
    MDC.put(TOPIC, context.topic());
    MDC.put(PARTITION, String.valueOf(context.partition()));
    MDC.put(OFFSET, String.valueOf(context.offset()));
    MDC.put(TYPE, context.event().type().name());
    put(KEY, hashOf(record.key()));
    var id = encoded.eventId();
    if (id == null) {
      putFromBody(context);
    } else {
      MDC.put(ID, id);
      put(CORRELATION_ID, encoded.correlationId());
    }
    // A thread of the library has no context of its own; that of another executor may have one.
    return before == null || before.isEmpty() ? MDC::clear : () -> MDC.setContextMap(before);
  }

  /** Formats without headers have their attributes there. */
  private static void putFromBody(ReceivedContext context) {
    try {
      var metadata = context.metadata();
      MDC.put(ID, metadata.id());
      put(CORRELATION_ID, metadata.correlationId());
    } catch (UndecodableEventException e) {
      // Whoever asks for them gets to know it.
    }
  }

  private static void put(String name, @Nullable String value) {
    if (value != null) {
      MDC.put(name, value);
    }
  }

  /** Tells the lines of one key from those of another, but not the key, which may be personal. */
  private static @Nullable String hashOf(byte @Nullable [] key) {
    return key == null ? null : Integer.toHexString(Arrays.hashCode(key));
  }
}
