package io.eventbus.codec;

import io.eventbus.codec.UndecodableEventException.Reason;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The members of the one JSON object that a body is, read one after the other, without a tree. */
final class JsonMembers {

  private final byte[] body;
  private final JsonParser parser;

  JsonMembers(byte[] body, JsonParser parser) {
    this.body = body;
    this.parser = parser;
  }

  /**
   * Hands over each member; a value may be taken within the call or not at all.
   *
   * @throws UndecodableEventException if the body is no JSON object
   */
  void forEach(BiConsumer<String, Value> reader) {
    try {
      requireObject();
      for (var name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        reader.accept(name, new Value());
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new UndecodableEventException(
            Reason.MALFORMED, "something stands behind the JSON of the body");
      }
    } catch (RuntimeException e) {
      throw JsonFailures.undecodable(e, "object");
    }
  }

  private void requireObject() {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new UndecodableEventException(Reason.WRONG_SHAPE, "the body is no JSON object");
    }
  }

  /** Whether it is an object with these members and no others; stops at the first other one. */
  boolean areExactly(Set<String> names) {
    try {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      var found = new HashSet<String>();
      for (var name = parser.nextName(); name != null; name = parser.nextName()) {
        if (!names.contains(name)) {
          return false;
        }
        found.add(name);
        parser.nextToken();
        parser.skipChildren();
      }
      return found.size() == names.size();
    } catch (JacksonException e) {
      return false; // whoever reads it will say what is wrong
    }
  }

  /** The value that the parser stands at. */
  final class Value {

    /** The text of a text, number or truth value; {@code null} for null. */
    @Nullable String text() {
      return switch (parser.currentToken()) {
        case VALUE_NULL -> null;
        case START_OBJECT, START_ARRAY ->
            throw new UndecodableEventException(
                Reason.WRONG_SHAPE, "member " + parser.currentName() + " is no text");
        default -> parser.getString();
      };
    }

    /** The bytes of the value as they stand. */
    JsonBytes json() {
      long from = parser.currentTokenLocation().getByteOffset();
      if (parser.currentToken().isStructStart()) {
        parser.skipChildren();
      } else {
        parser.finishToken();
      }
      long to = parser.currentLocation().getByteOffset();
      if (from < 0 || to < from || to > body.length) {
        throw new UndecodableEventException(Reason.MALFORMED, "the body must be JSON in UTF-8");
      }
      return new JsonBytes(body, (int) from, (int) (to - from));
    }

    byte[] base64() {
      return parser.getBinaryValue();
    }
  }
}
