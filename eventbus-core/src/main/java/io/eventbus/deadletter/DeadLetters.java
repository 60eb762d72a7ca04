package io.eventbus.deadletter;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventHeader;
import io.eventbus.event.Arguments;
import io.eventbus.publish.RecordSender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Puts the dead letters of one consumer group on the topic {@code {topic}.{group}.dlq}: same key,
 * same bytes, the original headers, and those of {@link DeadLetterHeaders}, which replace any of
 * their name. Safe to share between threads.
 */
public final class DeadLetters {

  private static final int MESSAGE_BYTES = 1024;
  private static final int STACK_TRACE_BYTES = 8 * 1024;

  private final RecordSender sender;
  private final String group;

  /** The dead letters of this group. */
  public DeadLetters(RecordSender sender, String group) {
    this.sender = Arguments.requirePresent(sender, "sender");
    this.group = Arguments.requireText(group, "group");
  }

  /** The topic for the dead letters that this group has of another topic. */
  public static String topicOf(String topic, String group) {
    return Arguments.requireText(topic, "topic")
        + "."
        + Arguments.requireText(group, "group")
        + ".dlq";
  }

  /**
   * Writes a dead letter. Only when the stage has completed normally may the record be taken as
   * done; a failure is a {@link io.eventbus.publish.PublishException}.
   */
  public CompletionStage<RecordSender.SentRecord> put(FailedRecord failed) {
    Arguments.requirePresent(failed, "failed");
    var original = failed.encoded();
    var topic = topicOf(original.topic(), group);
    return sender.send(new EncodedEvent(topic, original.key(), headers(failed), original.body()));
  }

  private List<EventHeader> headers(FailedRecord failed) {
    var headers = new ArrayList<EventHeader>();
    for (var header : failed.encoded().headers()) {
      if (!header.name().startsWith(DeadLetterHeaders.PREFIX)) {
        headers.add(header);
      }
    }
    var origin = failed.origin();
    headers.add(EventHeader.of(DeadLetterHeaders.REASON, failed.reason().code()));
    headers.add(EventHeader.of(DeadLetterHeaders.TOPIC, failed.encoded().topic()));
    headers.add(EventHeader.of(DeadLetterHeaders.PARTITION, String.valueOf(origin.partition())));
    headers.add(EventHeader.of(DeadLetterHeaders.OFFSET, String.valueOf(origin.offset())));
    headers.add(EventHeader.of(DeadLetterHeaders.TIME, origin.time().toString()));
    headers.add(EventHeader.of(DeadLetterHeaders.GROUP, group));
    headers.add(EventHeader.of(DeadLetterHeaders.ATTEMPTS, String.valueOf(failed.attempts())));
    var failure = failed.failure();
    if (failure != null) {
      describe(failure, headers);
    }
    return headers;
  }

  private static void describe(Throwable failure, List<EventHeader> headers) {
    headers.add(EventHeader.of(DeadLetterHeaders.EXCEPTION_CLASS, failure.getClass().getName()));
    var message = failure.getMessage();
    if (message != null) {
      headers.add(cut(DeadLetterHeaders.EXCEPTION_MESSAGE, message, MESSAGE_BYTES));
    }
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    headers.add(cut(DeadLetterHeaders.STACK_TRACE, trace.toString(), STACK_TRACE_BYTES));
  }

  /** At most this many bytes of UTF-8, without half a character at the end. */
  private static EventHeader cut(String name, String text, int maxBytes) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, maxBytes);
    while (length < bytes.length && length > 0 && (bytes[length] & 0xC0) == 0x80) {
      length--;
    }
    return new EventHeader(name, Arrays.copyOf(bytes, length));
  }
}
