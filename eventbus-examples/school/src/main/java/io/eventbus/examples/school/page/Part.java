package io.eventbus.examples.school.page;

/**
 * What can be stopped and started: a service of the school, or Kafka. Implementations are safe to
 * share between threads.
 */
public interface Part {

  /**
   * What events, consumer groups and Kafka clients call it, such as {@code identity-service}: each
   * of theirs has this name, or one that goes on with a dash.
   */
  String id();

  /** What people call it. */
  String title();

  /** Whether it is up at this moment; asked several times in a second. */
  boolean isUp();

  /** Starts it, and returns when it is up. */
  void start() throws Exception;

  /** Stops it, and returns when it is down. */
  void stop() throws Exception;

  /** How many events wait in its outbox; 0 where it has none. */
  default int outbox() {
    return 0;
  }
}
