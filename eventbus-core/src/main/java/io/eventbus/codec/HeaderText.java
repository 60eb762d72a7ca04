package io.eventbus.codec;

import io.eventbus.event.Arguments;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Headers as one text, to be stored beside a body: an object of JSON whose members are the headers
 * in their order, as texts in UTF-8. Of headers of one name the last counts.
 */
public final class HeaderText {

  private static final JsonMapper MAPPER = JsonMapper.shared();

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
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        var headers = new ArrayList<EventHeader>(object.size());
        object.forEachEntry((name, value) -> headers.add(EventHeader.of(name, value.asString(""))));
        return headers;
      }
    } catch (JacksonException e) {
      // Told below, without the text.
    }
    throw new IllegalArgumentException("text is no JSON object of headers");
  }
}
