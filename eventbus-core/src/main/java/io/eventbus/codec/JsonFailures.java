package io.eventbus.codec;

import io.eventbus.codec.UndecodableEventException.Reason;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/** Says what is wrong with JSON without repeating any of it. */
final class JsonFailures {

  private JsonFailures() {}

  /**
   * A failure to read a body.
   *
   * @param shape what the JSON should have been
   */
  static UndecodableEventException undecodable(RuntimeException failure, String shape) {
    if (failure instanceof UndecodableEventException undecodable) {
      return undecodable;
    }
    if (!(failure instanceof JacksonException e)) {
      // A number with an exponent beyond all bounds, for example; the message would repeat it.
      var what = "the body is JSON but no " + shape;
      return new UndecodableEventException(
          Reason.WRONG_SHAPE, what + " (" + failure.getClass().getSimpleName() + ")");
    }
    if (e instanceof StreamConstraintsException) {
      return failure(Reason.LIMIT_EXCEEDED, "the body is beyond a limit of the JSON parser", e);
    }
    return e instanceof StreamReadException || e instanceof JacksonIOException
        ? failure(Reason.MALFORMED, "the body is no JSON", e)
        : failure(Reason.WRONG_SHAPE, "the body is JSON but no " + shape, e);
  }

  private static UndecodableEventException failure(Reason reason, String what, JacksonException e) {
    return new UndecodableEventException(reason, what + place(e));
  }

  /** The path and the position of a failure; Jackson's own message would quote the content. */
  static String place(JacksonException e) {
    var location = e.getLocation();
    var position =
        location == null
            ? ""
            : ", line " + location.getLineNr() + " column " + location.getColumnNr();
    return " (" + e.getClass().getSimpleName() + path(e) + position + ")";
  }

  private static String path(JacksonException e) {
    var path = new StringBuilder();
    for (var step : e.getPath()) {
      if (step.getIndex() >= 0) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        // The keys of a map are content, the names of fields are not.
        path.append('.').append(step.from() instanceof Map ? "*" : step.getPropertyName());
      }
    }
    return path.isEmpty() ? "" : ", at " + path.substring(path.charAt(0) == '.' ? 1 : 0);
  }
}
