package io.eventbus.benchmarks.outbox;

import io.eventbus.benchmarks.contender.Contenders;

/** The outboxes by their names. */
public final class OutboxContenders {

  /** By hand: read a thousand in the order of their ids, send them pipelined, remove them. */
  public static final String BARE = "bare";

  /** A second insert and no relay: what the business transactions could reach at best. */
  public static final String PLAIN = "plain-insert";

  /** Gruelbox transaction-outbox. */
  public static final String GRUELBOX = "gruelbox";

  /** Spring Modulith's event publication registry in JDBC, and its externalization to Kafka. */
  public static final String MODULITH = "spring-modulith";

  /** Namastack's outbox in JDBC. */
  public static final String NAMASTACK = "namastack";

  /** By hand, with a mark on what is sent. */
  public static final String MARKING = "bare-marking";

  /** By hand, with a table that is emptied as a whole. */
  public static final String ROTATING = "bare-rotating";

  private OutboxContenders() {}

  /**
   * The outbox of this name, in a database of its own.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static OutboxContender of(
      String name, OutboxDatabase database, String servers, String topic) {
    return switch (name) {
      case PLAIN -> new BareOutbox(database, servers, topic);
      case GRUELBOX -> new GruelboxOutbox(database, servers, topic);
      case MODULITH -> new ModulithOutbox(database, servers, topic);
      case NAMASTACK -> new NamastackOutbox(database, servers, topic);
      default -> tableOf(name, database, servers, topic);
    };
  }

  /**
   * The same, of those whose table is known.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TableOutbox tableOf(
      String name, OutboxDatabase database, String servers, String topic) {
    return switch (name) {
      case BARE -> new BareOutbox(database, servers, topic);
      case MARKING -> new MarkingOutbox(database, servers, topic);
      case ROTATING -> new RotatingOutbox(database, servers, topic);
      case Contenders.EVENTBUS -> new EventbusOutbox(database, servers, topic);
      default -> throw new IllegalArgumentException("there is no outbox " + name);
    };
  }
}
