package io.eventbus.examples.school.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.codec.CodecLimits;
import io.eventbus.codec.EncodedEvent;
import io.eventbus.codec.EventCodec;
import io.eventbus.codec.EventHeader;
import io.eventbus.codec.InspectedEvent;
import io.eventbus.codec.RecordOrigin;
import io.eventbus.codec.UndecodableEventException;
import io.eventbus.deadletter.DeadLetterHeaders;
import io.eventbus.examples.school.page.ShownEvent.Content;
import io.eventbus.examples.school.page.ShownEvent.Label;
import io.eventbus.examples.school.page.ShownEvent.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a record tells of its event, whatever its type and format, and be it no event. */
final class RecordReader {

  private static final int BODY_CHARS = 600;

  private static final JsonMapper JSON = new JsonMapper();

  private final EventCodec codec = new EventCodec(CodecLimits.defaults());
  private final Senders senders;

  RecordReader(Senders senders) {
    this.senders = senders;
  }

  ShownEvent read(ConsumerRecord<byte[], byte[]> received) {
    var headers = new ArrayList<EventHeader>();
    received.headers().forEach(each -> headers.add(new EventHeader(each.key(), each.value())));
    var record = new EncodedEvent(received.topic(), received.key(), headers, received.value());
    var sent = Instant.ofEpochMilli(Math.max(0, received.timestamp()));
    var origin = new RecordOrigin(received.partition(), received.offset(), sent);
    try {
      var seen = codec.inspect(record, origin);
      boolean tellsNothing = seen.metadata() == null && !isJson(seen.data());
      return shown(record, origin, seen, tellsNothing ? "it is no JSON" : null);
    } catch (UndecodableEventException e) {
      return shown(record, origin, null, e.getMessage());
    }
  }

  private static boolean isJson(String text) {
    try {
      JSON.readTree(text);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }

  private ShownEvent shown(
      EncodedEvent record,
      RecordOrigin origin,
      @Nullable InspectedEvent seen,
      @Nullable String problem) {
    var metadata = seen == null ? null : seen.metadata();
    var time = metadata == null ? origin.time() : metadata.time();
    return new ShownEvent(
        new Place(record.topic(), origin.partition(), origin.offset()),
        new Label(
            metadata == null ? record.eventId() : metadata.id(),
            metadata == null ? record.eventType() : metadata.type(),
            text(record.key()),
            time.toEpochMilli()),
        new Content(
            seen == null || problem != null ? "none that is known" : name(seen),
            record.size(),
            cut(seen == null ? text(record.body()) : seen.data()),
            problem,
            reasonOfDeath(record)),
        senders.of(record, metadata == null ? null : metadata.source()));
  }

  /** What was sent back has the headers of a dead letter as well. */
  private static @Nullable String reasonOfDeath(EncodedEvent record) {
    return Letters.isDeadLetter(record) ? record.header(DeadLetterHeaders.REASON) : null;
  }

  private static String name(InspectedEvent seen) {
    return switch (seen.format()) {
      case CLOUD_EVENTS_BINARY -> "CloudEvents, binary";
      case CLOUD_EVENTS_STRUCTURED -> "CloudEvents, structured";
      default -> seen.format().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  private static String cut(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return text.length() <= BODY_CHARS ? text : text.substring(0, BODY_CHARS) + "…";
  }
}
