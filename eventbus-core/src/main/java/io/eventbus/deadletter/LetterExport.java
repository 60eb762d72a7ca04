package io.eventbus.deadletter;

import io.eventbus.codec.JsonLine;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dead letter as one line of JSON; the body as text, or in base 64 where it is none. */
final class LetterExport {

  private LetterExport() {}

  static String line(DeadLetter letter, boolean withBody) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("id", letter.id().toString());
    members.put("eventId", letter.eventId());
    members.put("type", letter.type());
    members.put("version", letter.version());
    members.put("key", letter.key());
    members.put("reason", letter.reason().code());
    members.put("group", letter.group());
    addOrigin(letter.origin(), members);
    members.put("attempts", letter.attempts());
    members.put("round", letter.round());
    members.put("exceptionClass", letter.exceptionClass());
    members.put("exceptionMessage", letter.exceptionMessage());
    members.put("stackTrace", letter.stackTrace());
    members.put("diedAt", letter.diedAt().toString());
    members.put("headers", letter.eventHeaders());
    if (withBody) {
      addBody(letter.body(), members);
    }
    return JsonLine.write(members);
  }

  private static void addOrigin(
      @Nullable LetterOrigin origin, Map<String, @Nullable Object> members) {
    if (origin != null) {
      members.put("topic", origin.topic());
      members.put("partition", origin.partition());
      members.put("offset", origin.offset());
      members.put("time", origin.time().toString());
    }
  }

  private static void addBody(byte @Nullable [] body, Map<String, @Nullable Object> members) {
    if (body == null) {
      return;
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      members.put("body", text);
    } catch (CharacterCodingException e) {
      members.put("bodyBase64", Base64.getEncoder().encodeToString(body));
    }
  }
}
