package io.eventbus.deadletter;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventHeader;
import io.eventbus.event.Arguments;
import io.eventbus.observe.BusTracing;
import io.eventbus.publish.PublishException;
import io.eventbus.publish.RecordSender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Puts the dead letters of one consumer group on the topic {@code {topic}.{group}.dlq}: same key,
 * same bytes, the original headers, and those of {@link DeadLetterHeaders}, which replace any of
 * their name. Safe to share between threads.
 */
public final class DeadLetterWriter {

  private static final int MESSAGE_BYTES = 1024;
  private static final int STACK_TRACE_BYTES = 8 * 1024;

  private final RecordSender sender;
  private final String group;
  private final @Nullable DeadLetterTopics topics;
  private final BusTracing tracing;

  /**
   * The dead letters of this group.
   *
   * @param clientProperties properties of the Kafka client that makes missing topics
   * @param tracing what observes the writing
   */
  public DeadLetterWriter(
      RecordSender sender,
      String group,
      DeadLetterOptions options,
      Map<String, Object> clientProperties,
      BusTracing tracing) {
    this.sender = Arguments.requirePresent(sender, "sender");
    this.group = Arguments.requireText(group, "group");
    Arguments.requirePresent(options, "options");
    Arguments.requirePresent(clientProperties, "clientProperties");
    this.tracing = Arguments.requirePresent(tracing, "tracing");
    this.topics = options.createTopics() ? new DeadLetterTopics(clientProperties) : null;
  }

  /**
   * Writes a dead letter; one that is too large for its topic goes without its stack trace, then
   * without the headers that are not the event's own. Only when the stage has completed normally
   * may the record be taken as done; a failure is a {@link PublishException}.
   */
  public CompletionStage<RecordSender.SentRecord> put(FailedRecord failed) {
    Arguments.requirePresent(failed, "failed");
    var original = failed.encoded();
    var topic = LetterTopics.deadLettersOf(original.topic(), group);
    var letter = new EncodedEvent(topic, original.key(), original.headers(), original.body());
    var traced = tracing.send(letter);
    return write(failed, traced.record())
        .whenComplete((sent, failure) -> traced.span().end(failure));
  }

  private CompletionStage<RecordSender.SentRecord> write(FailedRecord failed, EncodedEvent letter) {
    if (topics == null) {
      return put(failed, letter, Detail.ALL);
    }
    return topics
        .ensure(letter.topic(), failed.encoded().topic())
        .thenCompose(there -> put(failed, letter, Detail.ALL))
        .whenComplete((sent, failure) -> topics.written(letter.topic(), failure));
  }

  private CompletionStage<RecordSender.SentRecord> put(
      FailedRecord failed, EncodedEvent letter, Detail detail) {
    var sent = sender.send(letter.withHeaders(headers(failed, letter.headers(), detail)));
    var less = detail.less();
    if (less == null) {
      return sent;
    }
    return sent.handle((there, failure) -> tooLarge(failure) ? put(failed, letter, less) : sent)
        .thenCompose(last -> last);
  }

  private static boolean tooLarge(@Nullable Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof PublishException publish
        && publish.reason() == PublishException.Reason.TOO_LARGE;
  }

  /** How much a dead letter tells. */
  private enum Detail {
    ALL,
    NO_STACK_TRACE,
    EVENT_HEADERS_ONLY;

    boolean keeps(String original) {
      return !original.startsWith(DeadLetterHeaders.PREFIX)
          && (this != EVENT_HEADERS_ONLY || EventCodec.isFormatHeader(original));
    }

    @Nullable Detail less() {
      return switch (this) {
        case ALL -> NO_STACK_TRACE;
        case NO_STACK_TRACE -> EVENT_HEADERS_ONLY;
        case EVENT_HEADERS_ONLY -> null;
      };
    }
  }

  private List<EventHeader> headers(FailedRecord failed, List<EventHeader> carried, Detail detail) {
    var headers = new ArrayList<EventHeader>();
    for (var header : carried) {
      if (detail.keeps(header.name())) {
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
    headers.add(EventHeader.of(DeadLetterHeaders.ROUND, String.valueOf(failed.round())));
    headers.add(EventHeader.of(DeadLetterHeaders.ATTEMPTS, String.valueOf(failed.attempts())));
    var failure = failed.failure();
    if (failure != null) {
      describe(failure, detail, headers);
    }
    return headers;
  }

  private static void describe(Throwable failure, Detail detail, List<EventHeader> headers) {
    headers.add(EventHeader.of(DeadLetterHeaders.EXCEPTION_CLASS, failure.getClass().getName()));
    if (detail != Detail.ALL) {
      return;
    }
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
