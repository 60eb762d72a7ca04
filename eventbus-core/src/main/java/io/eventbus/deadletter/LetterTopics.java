package io.eventbus.deadletter;

import io.eventbus.event.Arguments;

/** The names of the topics that stand beside a topic of events because of its dead letters. */
public final class LetterTopics {

  private static final String DEAD_LETTERS = ".dlq";
  private static final String RETRIES = ".retry";
  private static final String ACTS = ".acts";

  private LetterTopics() {}

  /**
   * Where the dead letters go that a group has of a topic: {@code {topic}.{group}.dlq}; also from
   * where its events were sent back to.
   */
  public static String deadLettersOf(String topic, String group) {
    return originalOf(topic, group) + endOfDeadLetters(group);
  }

  /** How all topics of a group's dead letters end. */
  public static String endOfDeadLetters(String group) {
    return "." + Arguments.requireText(group, "group") + DEAD_LETTERS;
  }

  /** Where a group's dead letters of a topic are sent back to: {@code {topic}.{group}.retry}. */
  public static String retriesOf(String topic, String group) {
    return originalOf(topic, group) + endOfRetries(group);
  }

  /** The topic whose events a group gets from this one: another one only where it is a retry's. */
  public static String originalOf(String topic, String group) {
    var end = endOfRetries(group);
    return Arguments.requireText(topic, "topic").length() > end.length() && topic.endsWith(end)
        ? topic.substring(0, topic.length() - end.length())
        : topic;
  }

  /** How all topics of events that were sent back to a group end. */
  public static String endOfRetries(String group) {
    return "." + Arguments.requireText(group, "group") + RETRIES;
  }

  /** What was done with the letters of a topic: {@code {topic}.acts}. */
  public static String actsOf(String deadLetterTopic) {
    return Arguments.requireText(deadLetterTopic, "deadLetterTopic") + ACTS;
  }

  /** Whether a topic has its name from here, and so is nobody's by a pattern. */
  public static boolean isOne(String topic) {
    Arguments.requireText(topic, "topic");
    return topic.endsWith(DEAD_LETTERS) || topic.endsWith(RETRIES) || topic.endsWith(ACTS);
  }
}
