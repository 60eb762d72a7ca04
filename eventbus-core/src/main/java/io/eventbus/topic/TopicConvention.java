package io.eventbus.topic;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventTypeName;
import io.eventbus.event.IntegrationEvent;
import java.util.Locale;

/** The default naming: a fixed topic on the type, or the prefix and the class name. Immutable. */
final class TopicConvention implements TopicNaming {

  private final String prefix;

  TopicConvention(String prefix) {
    Arguments.requirePresent(prefix, "prefix");
    if (!prefix.isEmpty() && !prefix.matches("[a-zA-Z0-9._-]{1,200}")) {
      throw new IllegalArgumentException(
          "prefix '" + prefix + "' must be up to 200 letters, digits, '.', '_' or '-'");
    }
    this.prefix = prefix.isEmpty() || prefix.endsWith(".") ? prefix : prefix + ".";
  }

  @Override
  public String topicOf(Class<? extends IntegrationEvent> eventClass) {
    var fixed = EventTypeName.declaration(eventClass).topic();
    return TopicTemplate.requireLegal(fixed.isEmpty() ? prefix + shortName(eventClass) : fixed);
  }

  private static String shortName(Class<?> eventClass) {
    var name = eventClass.getSimpleName();
    for (var ending : new String[] {"IntegrationEvent", "Event"}) {
      if (name.endsWith(ending) && name.length() > ending.length()) {
        return lowerCase(name.substring(0, name.length() - ending.length()));
      }
    }
    return lowerCase(name);
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
