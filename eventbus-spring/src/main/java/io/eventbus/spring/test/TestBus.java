package io.eventbus.spring.test;

/** What a test has for a bus. */
public enum TestBus {

  /**
   * The application's own, on a real broker that all contexts of the JVM share. Each context has
   * topics and groups to itself: {@code eventbus.namespace} is set to a name of its own.
   */
  BROKER,

  /**
   * The application's own, on topics in memory, which each context has to itself: {@link
   * io.eventbus.test.memory.InMemoryKafka} can be injected. Handlers are called as on a broker.
   */
  IN_MEMORY,

  /**
   * No broker: what is published is kept by a {@link io.eventbus.test.publish.RecordingPublisher},
   * and no handler is called, since {@code eventbus.enabled} is off.
   */
  RECORDING
}
