package io.eventbus.topic;

import io.eventbus.event.Arguments;
import io.eventbus.event.IntegrationEvent;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The topic of an event type: a fixed one, or one with fields of the event in it, such as {@code
 * content.{contentType}.{action}}. Immutable.
 */
public final class TopicTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Pattern VALUE = Pattern.compile("[a-zA-Z0-9_-]+");

  private final String text;
  private final List<Field> fields;

  private TopicTemplate(String text, List<Field> fields) {
    this.text = text;
    this.fields = fields;
  }

  /**
   * Reads a template for events of a class.
   *
   * @throws IllegalArgumentException if the class has no such field, or no value could make it a
   *     legal topic
   */
  public static TopicTemplate of(String text, Class<? extends IntegrationEvent> eventClass) {
    Arguments.requireText(text, "text");
    Arguments.requirePresent(eventClass, "eventClass");
    var fields = new ArrayList<Field>();
    var placeholders = PLACEHOLDER.matcher(text);
    while (placeholders.find()) {
      fields.add(field(placeholders.group(1), text, eventClass));
    }
    requireLegal(text);
    return new TopicTemplate(text, List.copyOf(fields));
  }

  /** Checks what is between the fields; returns the same text. */
  static String requireLegal(String text) {
    TopicNaming.requireLegal(PLACEHOLDER.matcher(text).replaceAll("x"));
    return text;
  }

  private static Field field(String name, String text, Class<?> eventClass) {
    for (Class<?> c = eventClass; c != null; c = c.getSuperclass()) {
      var field = declared(name, c);
      if (field != null) {
        field.setAccessible(true);
        return field;
      }
    }
    throw new IllegalArgumentException(
        "topic '"
            + text
            + "' names the field "
            + name
            + ", which "
            + eventClass.getName()
            + " lacks");
  }

  private static @Nullable Field declared(String name, Class<?> owner) {
    try {
      return owner.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      return null;
    }
  }

  /** Whether it is the same topic for all events. */
  public boolean fixed() {
    return fields.isEmpty();
  }

  /** What it matches: each field stands for one part between dots. */
  public Pattern pattern() {
    var pattern = new StringBuilder();
    int end = 0;
    var placeholders = PLACEHOLDER.matcher(text);
    while (placeholders.find()) {
      pattern.append(Pattern.quote(text.substring(end, placeholders.start())));
      pattern.append(VALUE.pattern());
      end = placeholders.end();
    }
    return Pattern.compile(pattern.append(Pattern.quote(text.substring(end))).toString());
  }

  /**
   * The topic of one event.
   *
   * @throws IllegalArgumentException if a field is {@code null} or holds what no part of a topic
   *     may: anything but letters, digits, {@code _} and {@code -}
   */
  public String topicOf(IntegrationEvent event) {
    Arguments.requirePresent(event, "event");
    if (fixed()) {
      return text;
    }
    var topic = new StringBuilder();
    int done = 0;
    var values = fields.iterator();
    var placeholders = PLACEHOLDER.matcher(text);
    while (placeholders.find()) {
      topic.append(text, done, placeholders.start()).append(value(values.next(), event));
      done = placeholders.end();
    }
    return TopicNaming.requireLegal(topic.append(text.substring(done)).toString());
  }

  private String value(Field field, IntegrationEvent event) {
    try {
      var value = field.get(event);
      var written = value instanceof Enum<?> constant ? constant.name() : String.valueOf(value);
      if (value != null && VALUE.matcher(written).matches()) {
        return written;
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e); // it was made accessible
    }
    throw new IllegalArgumentException(
        "event has nothing in its field "
            + field.getName()
            + " that can be part of the topic '"
            + text
            + "': letters, digits, '_' and '-' can");
  }

  @Override
  public String toString() {
    return text;
  }
}
