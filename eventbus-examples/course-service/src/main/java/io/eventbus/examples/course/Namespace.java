package io.eventbus.examples.course;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What the names of topics begin with where several schools share brokers, {@code
 * eventbus.namespace}. The bus puts it before topics by itself, but for those that are named in a
 * call.
 */
@Component
final class Namespace {

  private final String prefix;

  Namespace(@Value("${eventbus.namespace:}") String namespace) {
    prefix = namespace.isEmpty() ? "" : namespace + ".";
  }

  /** The name as it is on the brokers. */
  String nameOf(String topic) {
    return prefix + topic;
  }

  /** The names as they are on the brokers, as a regular expression. */
  String patternOf(String topics) {
    return prefix.replace(".", "\\.") + topics;
  }
}
