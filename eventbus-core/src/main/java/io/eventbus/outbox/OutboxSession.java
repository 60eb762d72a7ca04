package io.eventbus.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A connection to the outbox, each of whose methods is a transaction of its own. All of them throw
 * {@link OutboxException} if the database refuses or is away; the session is of no use then. For
 * one thread at a time.
 */
public interface OutboxSession extends AutoCloseable {

  /**
   * Takes the lease if it is free or over, by the database's clock.
   *
   * @param owner who takes it
   * @param length how long it holds unless it is renewed
   * @return its fence, larger than any before; empty while another holds it
   */
  OptionalLong acquire(String owner, Duration length);

  /**
   * Makes the lease hold anew.
   *
   * @return {@code false} if another has it by now
   */
  boolean renew(long fence, Duration length);

  /** Says whether writers are to wake the relay, where the database can do so. */
  void sleep(long fence, boolean asleep);

  /** Up to which id nothing is left to be sent, as the last relay has noted it; 0 at first. */
  long doneUpTo();

  /** Notes up to which id nothing is left, if the lease is still that of this fence. */
  void noteDone(long fence, long id);

  /** Ends the lease, so that another may take it at once. */
  void release(long fence);

  /**
   * Reads committed events, in the order of their ids and in one snapshot.
   *
   * @param gaps ids below that have not been seen yet, in their order, to be looked at as well;
   *     where they are very many, what lies between them may be returned, too
   * @param after the largest id that has been seen
   * @param maxEvents how many at most: those with the smallest ids
   * @param maxBytes reading stops once they have more than this together
   */
  List<OutboxRow> fetch(List<IdRange> gaps, long after, int maxEvents, long maxBytes);

  /** Removes events that have been acknowledged. */
  void remove(Collection<Long> ids);

  /**
   * The transactions that may have taken ids and are not over yet. A gap can never be filled once
   * none of those is open any more that were open when it was first seen.
   */
  Set<String> writers();

  /** Moves an event aside that Kafka refuses for good. */
  void hold(long id, String reason);

  /** Moves events aside that lie behind one of the same topic and key that is held. */
  void holdBehind(Collection<Long> ids);

  /** A text that is another one once an event is held, tried again or given up; asked often. */
  String refused();

  /** The topic and key of each event that is set aside, with the smallest id of these. */
  Map<HeldKey, Long> heldKeys();

  /**
   * Moves back the oldest that nothing holds any more, and returns their ids; none if all are.
   * {@link #doneUpTo} is less than these from then on.
   */
  List<Long> takeBack();

  /** Events that are held themselves, oldest first. */
  List<HeldEvent> held(int most);

  /**
   * Has a held event tried again.
   *
   * @return {@code false} if there is none of this id
   */
  boolean retry(long id);

  /**
   * Gives up a held event for good.
   *
   * @return {@code false} if there is none of this id
   */
  boolean skip(long id);

  /** What lies in the outbox. */
  OutboxBacklog backlog();

  /**
   * Waits until a writer wakes relays, where the database can do so.
   *
   * @param longest how long to wait
   * @return {@code false} if it cannot, without having waited
   */
  boolean awaitWriters(Duration longest);

  @Override
  void close();
}
