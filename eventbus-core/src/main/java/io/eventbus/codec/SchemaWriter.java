package io.eventbus.codec;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatTypes;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import tools.jackson.databind.node.ObjectNode;

/** Writes the schema of one type into an object, as Jackson walks through what it would write. */
final class SchemaWriter extends JsonFormatVisitorWrapper.Base {

  private static final Map<Class<?>, String> FORMATS =
      Map.ofEntries(
          Map.entry(Instant.class, "date-time"),
          Map.entry(OffsetDateTime.class, "date-time"),
          Map.entry(ZonedDateTime.class, "date-time"),
          Map.entry(LocalDateTime.class, "local-date-time"),
          Map.entry(LocalDate.class, "date"),
          Map.entry(OffsetTime.class, "time"),
          Map.entry(LocalTime.class, "local-time"),
          Map.entry(Duration.class, "duration"),
          Map.entry(UUID.class, "uuid"),
          Map.entry(URI.class, "uri"));

  private static final Map<NumberType, String> WIDTHS =
      Map.of(
          NumberType.INT, "int32",
          NumberType.LONG, "int64",
          NumberType.FLOAT, "float",
          NumberType.DOUBLE, "double");

  private static final Set<Class<?>> OPTIONAL_PRIMITIVES =
      Set.of(OptionalInt.class, OptionalLong.class, OptionalDouble.class);

  private final ObjectNode schema;
  private final String pointer;

  /** The objects that this one lies in, by where they are: one of them here is a recursion. */
  private final Map<JavaType, String> around;

  SchemaWriter(ObjectNode schema) {
    this(schema, "#", Map.of(), null);
  }

  private SchemaWriter(
      ObjectNode schema,
      String pointer,
      Map<JavaType, String> around,
      @Nullable SerializationContext context) {
    super(context);
    this.schema = schema;
    this.pointer = pointer;
    this.around = around;
  }

  private SchemaWriter inside(ObjectNode child, String path, Map<JavaType, String> objects) {
    return new SchemaWriter(child, pointer + path, objects, getContext());
  }

  @Override
  public @Nullable JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
    var known = around.get(type);
    if (known != null) {
      schema.put("$ref", known);
      return null;
    }
    if (type.isJavaLangObject()) {
      return null; // whatever it is then
    }
    schema.put("type", "object");
    return new Members(type);
  }

  @Override
  public @Nullable JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
    if (type.hasRawClass(byte[].class)) {
      schema.put("type", "string").put("contentEncoding", "base64");
      return null;
    }
    schema.put("type", "array");
    var items = schema.putObject("items");
    return new JsonArrayFormatVisitor.Base(getContext()) {
      @Override
      public void itemsFormat(JsonFormatVisitable handler, JavaType elementType) {
        handler.acceptJsonFormatVisitor(inside(items, "/items", around), elementType);
      }

      @Override
      public void itemsFormat(JsonFormatTypes format) {
        items.put("type", format.value());
      }
    };
  }

  @Override
  public JsonMapFormatVisitor expectMapFormat(JavaType type) {
    schema.put("type", "object");
    var values = schema.putObject("additionalProperties");
    return new JsonMapFormatVisitor.Base(getContext()) {
      @Override
      public void valueFormat(JsonFormatVisitable handler, JavaType valueType) {
        handler.acceptJsonFormatVisitor(inside(values, "/additionalProperties", around), valueType);
      }
    };
  }

  @Override
  public JsonStringFormatVisitor expectStringFormat(JavaType type) {
    schema.put("type", "string");
    var format = FORMATS.get(type.getRawClass());
    if (format != null) {
      schema.put("format", format);
    }
    return new JsonStringFormatVisitor.Base() {
      @Override
      public void enumTypes(Set<String> names) {
        var values = schema.putArray("enum");
        names.stream().sorted().forEach(values::add);
      }
    };
  }

  @Override
  public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
    schema.put("type", "number");
    return new JsonNumberFormatVisitor.Base() {
      @Override
      public void numberType(NumberType number) {
        width(number);
      }
    };
  }

  @Override
  public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
    schema.put("type", "integer");
    return new JsonIntegerFormatVisitor.Base() {
      @Override
      public void numberType(NumberType number) {
        width(number);
      }
    };
  }

  private void width(NumberType number) {
    var format = WIDTHS.get(number);
    if (format != null) {
      schema.put("format", format);
    }
  }

  @Override
  public @Nullable JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
    schema.put("type", "boolean");
    return null;
  }

  @Override
  public @Nullable JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
    return null;
  }

  /** The members of an object. */
  private final class Members extends JsonObjectFormatVisitor.Base {

    private final Map<JavaType, String> objects = new HashMap<>(around);

    private Members(JavaType type) {
      super(SchemaWriter.this.getContext());
      objects.put(type, pointer);
    }

    @Override
    public void property(BeanProperty property) {
      add(property);
    }

    @Override
    public void optionalProperty(BeanProperty property) {
      add(property);
    }

    private void add(BeanProperty property) {
      var name = property.getName();
      var member = schema.withObjectProperty("properties").putObject(name);
      var serializer = getContext().findPrimaryPropertySerializer(property.getType(), property);
      serializer.acceptJsonFormatVisitor(
          inside(member, "/properties/" + escaped(name), objects), property.getType());
      if (property.isRequired() || !mayBeNull(property)) {
        schema.withArrayProperty("required").add(name);
      } else {
        addNull(member);
      }
    }
  }

  /** As RFC 6901 has it. */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static boolean mayBeNull(BeanProperty property) {
    var type = property.getType();
    return type.isReferenceType()
        || OPTIONAL_PRIMITIVES.contains(type.getRawClass())
        || annotations(property.getMember().getAnnotated())
            .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
  }

  /** Those that stand at a member, and those at its type. */
  private static Stream<Annotation> annotations(@Nullable AnnotatedElement member) {
    if (member instanceof Field field) {
      return Stream.of(field.getAnnotations(), field.getAnnotatedType().getAnnotations())
          .flatMap(Stream::of);
    }
    if (member instanceof Method method) {
      return Stream.of(method.getAnnotations(), method.getAnnotatedReturnType().getAnnotations())
          .flatMap(Stream::of);
    }
    return Stream.empty();
  }

  private static void addNull(ObjectNode member) {
    if (member.has("$ref")) {
      var choice = member.putArray("anyOf");
      choice.addObject().set("$ref", member.remove("$ref"));
      choice.addObject().put("type", "null");
    } else if (member.has("type")) {
      var type = member.get("type").asString();
      member.putArray("type").add(type).add("null");
    }
    if (member.has("enum")) {
      member.withArrayProperty("enum").addNull();
    }
  }
}
