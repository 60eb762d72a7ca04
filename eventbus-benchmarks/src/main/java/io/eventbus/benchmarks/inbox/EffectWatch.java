package io.eventbus.benchmarks.inbox;

/** Is told how far a consumer is. Called on its threads. */
public interface EffectWatch {

  /** A handler is called. */
  void begin();

  /** The effects of so many events are committed. */
  void committed(int events);
}
