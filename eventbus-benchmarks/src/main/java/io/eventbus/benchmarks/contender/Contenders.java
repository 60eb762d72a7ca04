package io.eventbus.benchmarks.contender;

import io.micrometer.observation.ObservationRegistry;

/** The contenders by their names. */
public final class Contenders {

  /** kafka-clients and Jackson by hand; its consumer has one thread. */
  public static final String RAW = "raw";

  /** As {@link #RAW}, and the consumer looks at the type of an event before it reads it. */
  public static final String RAW_TYPED = "raw-typed";

  /** A pool of threads behind a polling one, without order and without care for offsets. */
  public static final String RAW_POOL = "raw-pool";

  /** spring-kafka, with batch acknowledgement and a batch listener. */
  public static final String SPRING = "spring-kafka";

  /** Confluent's parallel-consumer, ordered by key. */
  public static final String PARALLEL = "parallel-consumer";

  /** This library; its consumer without what describes events in the log's context. */
  public static final String EVENTBUS = "eventbus";

  /** With what describes events in the log's context, as is the default. */
  public static final String LOGGED = "eventbus-log-context";

  /** As {@link #EVENTBUS}, with a registry of observations that no tracer listens to. */
  public static final String OBSERVABLE = "eventbus-observable";

  /** As {@link #EVENTBUS}, with a Prometheus registry that is scraped every second. */
  public static final String MEASURED = "eventbus-measured";

  static final String SOURCE = "benchmarks";

  private Contenders() {}

  /**
   * The consumer of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ConsumeContender consumer(String name) {
    return switch (name) {
      case RAW -> new RawConsumer(HandMade::read);
      case RAW_TYPED -> new RawConsumer(HandMade::readByType);
      case RAW_POOL -> new RawPoolConsumer();
      case SPRING -> new SpringConsumer();
      case PARALLEL -> new ParallelConsumer();
      case EVENTBUS -> new EventbusConsumer(bus -> {});
      case LOGGED -> new EventbusConsumer(bus -> bus.logContext(true));
      case OBSERVABLE ->
          new EventbusConsumer(bus -> bus.observationRegistry(ObservationRegistry.create()));
      case MEASURED -> new ScrapedConsumer();
      default -> throw new IllegalArgumentException("there is no consumer " + name);
    };
  }

  /** The publisher of this name, that of {@link #RAW} for those that have none of their own. */
  public static PublishContender publisher(String name, String servers, String topic) {
    return switch (name) {
      case SPRING -> new SpringPublisher(servers, topic);
      case EVENTBUS -> new EventbusPublisher(servers, topic);
      default -> new RawPublisher(servers, topic);
    };
  }
}
