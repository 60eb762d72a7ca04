package io.eventbus.codec;

import io.eventbus.event.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An object of JSON on one line, for what is not an event: exports and records of acts. */
public final class JsonLine {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private JsonLine() {}

  /**
   * Writes an object.
   *
   * @param members texts, numbers, booleans, maps of them and {@code null}, which is left out
   */
  public static String write(Map<String, ? extends @Nullable Object> members) {
    Arguments.requirePresent(members, "members");
    var present = new LinkedHashMap<String, Object>();
    members.forEach(
        (name, value) -> {
          if (value != null) {
            present.put(name, value);
          }
        });
    return MAPPER.writeValueAsString(present);
  }

  /**
   * Reads the members of an object as texts.
   *
   * @throws IllegalArgumentException if the text is no object of JSON
   */
  public static Map<String, String> read(String text) {
    Arguments.requirePresent(text, "text");
    try {
      var object = MAPPER.readTree(text);
      if (object.isObject()) {
        var members = new LinkedHashMap<String, String>();
        object.properties().forEach(each -> members.put(each.getKey(), textOf(each.getValue())));
        return members;
      }
    } catch (JacksonException e) {
      // Told below, without the text.
    }
    throw new IllegalArgumentException("text is no object of JSON");
  }

  private static String textOf(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }
}
