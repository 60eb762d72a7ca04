package io.eventbus.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.eventbus.codec.UndecodableEventException.Reason;
import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of event bodies. It is frozen: every choice that a Jackson release could change is
 * spelled out here and held by golden files. Safe to share between threads.
 */
final class EventJson {

  private final JsonMapper mapper;

  /** Numbers as they stand: what an upcaster leaves alone must not change. */
  private final ObjectReader trees;

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
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    this.trees = mapper.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  byte[] write(IntegrationEvent event) {
    try {
      return writerOf(event.getClass()).writeValueAsBytes(event);
    } catch (JacksonException e) {
      throw new UnencodableEventException(
          "event class "
              + event.getClass().getName()
              + " cannot be written as JSON"
              + JsonFailures.place(e));
    }
  }

  /** Writes one object around an event. */
  byte[] write(IntegrationEvent event, Consumer<ObjectOfMembers> members) {
    var bytes = new ByteArrayOutputStream();
    try (var generator = mapper.createGenerator(bytes)) {
      generator.writeStartObject();
      members.accept(new ObjectOfMembers(generator, event));
      generator.writeEndObject();
    } catch (JacksonException e) {
      throw new UnencodableEventException(
          "event class "
              + event.getClass().getName()
              + " cannot be written as JSON"
              + JsonFailures.place(e));
    }
    return bytes.toByteArray();
  }

  /** The members of an object while they are written. */
  final class ObjectOfMembers {

    private final JsonGenerator generator;
    private final IntegrationEvent event;

    private ObjectOfMembers(JsonGenerator generator, IntegrationEvent event) {
      this.generator = generator;
      this.event = event;
    }

    /** Writes a text, unless it is {@code null}. */
    void text(String name, @Nullable String value) {
      if (value != null) {
        generator.writeStringProperty(name, value);
      }
    }

    void number(String name, int value) {
      generator.writeNumberProperty(name, value);
    }

    /** Writes the event itself. */
    void event(String name) {
      generator.writeName(name);
      writerOf(event.getClass()).writeValue(generator, event);
    }
  }

  /**
   * The members of the object that a body is.
   *
   * @throws UndecodableEventException if its first bytes are of no encoding that JSON has
   */
  JsonMembers members(byte[] body) {
    try {
      return new JsonMembers(body, mapper.createParser(body));
    } catch (JacksonException e) {
      throw JsonFailures.undecodable(e, "object");
    }
  }

  /** Reads an event, after it has gone through these upcasters. */
  <E extends IntegrationEvent> E read(
      JsonBytes json, Class<E> eventClass, List<Upcaster> upcasters) {
    try {
      var reader = readerOf(eventClass);
      E event =
          upcasters.isEmpty()
              ? reader.readValue(json.bytes(), json.offset(), json.length())
              : reader.readValue(upcast(json, upcasters));
      if (event == null) {
        throw new UndecodableEventException(Reason.WRONG_SHAPE, "the body is the literal null");
      }
      return event;
    } catch (RuntimeException e) {
      throw JsonFailures.undecodable(e, eventClass.getName());
    }
  }

  /**
   * Checks that objects of a class can be made from JSON at all.
   *
   * @throws IllegalArgumentException if not
   */
  void requireReadable(Class<?> eventClass) {
    try {
      readerOf(eventClass).readValue("{}");
    } catch (InvalidDefinitionException e) {
      throw new IllegalArgumentException(
          "eventClass "
              + eventClass.getName()
              + " cannot be read from JSON: make it a record, or give it a constructor without"
              + " arguments",
          e);
    } catch (RuntimeException e) {
      // An empty object may well be no event of this class.
    }
  }

  /** Describes what is written of a class, under a title. */
  String schema(Class<?> eventClass, String title) {
    var schema = mapper.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("title", title);
    try {
      mapper.acceptJsonFormatVisitor(eventClass, new SchemaWriter(schema));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "eventClass " + eventClass.getName() + " cannot be written as JSON", e);
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  private JsonNode upcast(JsonBytes json, List<Upcaster> upcasters) {
    if (!(trees.readTree(json.bytes(), json.offset(), json.length()) instanceof ObjectNode data)) {
      throw new UndecodableEventException(Reason.WRONG_SHAPE, "the data is no JSON object");
    }
    for (var upcaster : upcasters) {
      data = upcast(data, upcaster);
    }
    return data;
  }

  private static ObjectNode upcast(ObjectNode data, Upcaster upcaster) {
    try {
      return Arguments.requirePresent(upcaster.upcast(data), "the upcaster's result");
    } catch (RuntimeException e) {
      // Without its message, which may repeat the data.
      throw new UndecodableEventException(
          Reason.WRONG_SHAPE,
          "upcaster " + upcaster.getClass().getName() + " failed with " + e.getClass().getName());
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
}
