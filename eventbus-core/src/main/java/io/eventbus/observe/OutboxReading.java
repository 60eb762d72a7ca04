package io.eventbus.observe;

/** How things stand with an outbox, as far as it is measured; figures are NaN if not known. */
public interface OutboxReading {

  /** How many committed events are not yet sent. */
  double events();

  /** How long the oldest of them has been there, in seconds. */
  double oldestSeconds();

  /** How many events are held back. */
  double held();

  /** 1 if any relay has the lease, else 0. */
  double leased();

  /** How many keys this process holds back. */
  double heldKeys();

  /** 1 if this process has the lease, else 0. */
  double active();

  /** How many events this process has sent. */
  double sent();
}
