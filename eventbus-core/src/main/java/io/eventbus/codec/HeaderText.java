package io.eventbus.codec;

import io.eventbus.event.Arguments;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Headers as one text, to be stored beside a body: an object of JSON whose members are the headers
 * in their order, as texts in UTF-8. Of headers of one name the last counts.
 */
public final class HeaderText {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final int MOST_OFTEN = 10;

  private HeaderText() {}

  /** Writes them. */
  public static String write(List<EventHeader> headers) {
    Arguments.requirePresent(headers, "headers");
    var object = MAPPER.createObjectNode();
    headers.forEach(header -> object.put(header.name(), header.text()));
    return object.toString();
  }

  /**
   * Reads them again.
   *
   * @throws IllegalArgumentException if the text is no such object
   */
  public static List<EventHeader> read(String text) {
    Arguments.requirePresent(text, "text");
    try (var parser = MAPPER.createParser(text)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        var headers = new ArrayList<EventHeader>(MOST_OFTEN);
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
          parser.nextToken();
          headers.add(EventHeader.of(name, parser.getString()));
        }
        if (parser.currentToken() == JsonToken.END_OBJECT) {
          return headers;
        }
      }
    } catch (JacksonException e) {
      // Told below, without the text.
    }
    throw new IllegalArgumentException("text is no JSON object of headers");
  }
}
