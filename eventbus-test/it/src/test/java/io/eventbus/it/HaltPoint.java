package io.eventbus.it;

import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process on the spot, as {@code kill -9} would, the nth time that a point is passed. */
final class HaltPoint {

  static final int EXIT_CODE = 77;

  private final String name;
  private final AtomicInteger left;

  HaltPoint(String name, int nth) {
    this.name = name;
    this.left = new AtomicInteger(nth);
  }

  void pass(String point) {
    if (point.equals(name) && left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
