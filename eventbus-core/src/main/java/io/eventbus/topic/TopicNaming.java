package io.eventbus.topic;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.util.regex.Pattern;

/**
 * Decides the topic of an event type; {@link #convention} by default. Implementations must be safe
 * to share between threads and give the same answer for the same class each time.
 */
@FunctionalInterface
public interface TopicNaming {

  /**
   * The topic that events of this class are published to and read from; may have fields of the
   * event in it, as {@link TopicTemplate} reads them.
   *
   * @throws IllegalArgumentException if the class yields no legal topic name
   */
  String topicOf(Class<? extends IntegrationEvent> eventClass);

  /**
   * The topic, or template, fixed on the type by {@link io.eventbus.event.EventType#topic()}, or
   * else {@code {prefix}.{class name in lower case without an "IntegrationEvent" or "Event"
   * ending}}: {@code TeacherCreatedIntegrationEvent} under {@code emis.teacher} goes to {@code
   * emis.teacher.teachercreated}.
   *
   * @param prefix put before the name with a dot; empty for none
   * @throws IllegalArgumentException if the prefix has characters that Kafka does not allow
   */
  static TopicNaming convention(String prefix) {
    return new TopicConvention(prefix);
  }

  /**
   * One topic for all types that do not fix one themselves.
   *
   * @throws IllegalArgumentException if it is no legal name
   */
  static TopicNaming fixed(String topic) {
    requireLegal(topic);
    return eventClass -> {
      var own = EventTypeName.declaration(eventClass).topic();
      return own.isEmpty() ? topic : own;
    };
  }

  /**
   * Checks a topic name against Kafka's rules: 1 to 249 of letters, digits, {@code .}, {@code _}
   * and {@code -}, neither {@code .} nor {@code ..}.
   *
   * @return the same name
   * @throws NullPointerException if it is {@code null}
   * @throws IllegalArgumentException if it breaks a rule
   */
  static String requireLegal(String topic) {
    Arguments.requireText(topic, "topic");
    if (!Pattern.matches("[a-zA-Z0-9._-]{1,249}", topic) || topic.matches("\\.{1,2}")) {
      throw new IllegalArgumentException(
          "topic '"
              + topic
              + "' is no legal name: Kafka allows 1 to 249 of letters, digits, '.', '_' and '-'");
    }
    return topic;
  }
}
