package io.eventbus.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.IntegrationEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of event bodies. It is frozen: every choice that a Jackson release could change is
 * spelled out here and held by golden files. Safe to share between threads.
 */
final class EventJson {

  private final JsonMapper mapper;
  private final ConcurrentMap<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();
  private final ConcurrentMap<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

  EventJson(int maxNestingDepth) {
    var constraints = StreamReadConstraints.builder().maxNestingDepth(maxNestingDepth).build();
    this.mapper =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
            .changeDefaultVisibility(
                visibility ->
                    visibility
                        .withFieldVisibility(Visibility.ANY)
                        .withGetterVisibility(Visibility.NONE)
                        .withIsGetterVisibility(Visibility.NONE)
                        .withSetterVisibility(Visibility.NONE))
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .disable(
                EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
  }

  byte[] write(IntegrationEvent event) {
    try {
      return writerOf(event.getClass()).writeValueAsBytes(event);
    } catch (JacksonException e) {
      throw new UnencodableEventException(
          "event class " + event.getClass().getName() + " cannot be written as JSON" + place(e));
    }
  }

  <E extends IntegrationEvent> E read(byte[] body, Class<E> eventClass) {
    try {
      E event = readerOf(eventClass).readValue(body);
      if (event == null) {
        throw new UndecodableEventException(Reason.WRONG_SHAPE, "the body is the literal null");
      }
      return event;
    } catch (JacksonException e) {
      throw new UndecodableEventException(reasonOf(e), describe(e, eventClass));
    }
  }

  // Looked up first: computeIfAbsent() may lock even where there is nothing to compute.
  private ObjectReader readerOf(Class<?> eventClass) {
    var reader = readers.get(eventClass);
    return reader == null ? readers.computeIfAbsent(eventClass, mapper::readerFor) : reader;
  }

  private ObjectWriter writerOf(Class<?> eventClass) {
    var writer = writers.get(eventClass);
    return writer == null ? writers.computeIfAbsent(eventClass, mapper::writerFor) : writer;
  }

  private static Reason reasonOf(JacksonException e) {
    if (e instanceof StreamConstraintsException) {
      return Reason.LIMIT_EXCEEDED;
    }
    return e instanceof StreamReadException ? Reason.MALFORMED : Reason.WRONG_SHAPE;
  }

  private static String describe(JacksonException e, Class<?> eventClass) {
    var what =
        switch (reasonOf(e)) {
          case LIMIT_EXCEEDED -> "the body is beyond a limit of the JSON parser";
          case MALFORMED -> "the body is no JSON";
          default -> "the body is JSON but no " + eventClass.getName();
        };
    return what + place(e);
  }

  /** The path and the position of a failure; Jackson's own message would quote the content. */
  private static String place(JacksonException e) {
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
