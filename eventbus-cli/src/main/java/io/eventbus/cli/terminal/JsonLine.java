package io.eventbus.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes one object of JSON in one line. Times are ISO-8601, ages are seconds. */
public final class JsonLine {

  /** Numbers as they stand: what is shown of a body must not change. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonLine() {}

  /** These members in their order; those without a value are {@code null}. */
  public static String of(Map<String, ? extends @Nullable Object> members) {
    var object = MAPPER.createObjectNode();
    members.forEach((name, value) -> put(object, name, value));
    return Texts.escaped(object.toString());
  }

  private static void put(ObjectNode object, String name, @Nullable Object value) {
    if (value instanceof Instant time) {
      object.put(name, Texts.of(time));
    } else if (value instanceof Duration age) {
      object.put(name, age.toMillis() / 1000.0);
    } else if (value == null) {
      object.putNull(name);
    } else {
      object.set(name, MAPPER.valueToTree(value));
    }
  }

  /** A body as the JSON that it is, or as a text if it is none. */
  public static Object body(String body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      return json.isMissingNode() ? body : json;
    } catch (JacksonException e) {
      return body;
    }
  }
}
