package io.eventbus.codec;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event for which there is no class here, only its JSON: for tools that send what an operator
 * has written. Its type is in the {@link io.eventbus.event.EventMetadata} that it is encoded with.
 * Immutable; its text shows none of the JSON.
 */
public final class JsonEvent implements IntegrationEvent {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  @JsonValue @JsonRawValue private final String json;

  private JsonEvent(String json) {
    this.json = json;
  }

  /**
   * An event with this body, which is written as it stands.
   *
   * @throws IllegalArgumentException if it is not one JSON object; the message tells where
   */
  public static JsonEvent of(String json) {
    Arguments.requireText(json, "json");
    requireObject(json);
    return new JsonEvent(json.strip());
  }

  private static void requireObject(String json) {
    try (var parser = MAPPER.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("json must be an object: {…}");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("json must be one object, but something follows it");
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("json cannot be read" + JsonFailures.place(e), e);
    }
  }

  @Override
  public String toString() {
    return "JsonEvent[" + json.length() + " characters]";
  }
}
