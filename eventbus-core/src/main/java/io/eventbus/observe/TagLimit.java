package io.eventbus.observe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the values of a tag few: topics may be filled from events, and each value makes meters that
 * stay. Safe for all threads, which may exceed it by a few.
 */
final class TagLimit {

  /** How many values there may be. */
  static final int MOST = 500;

  private static final String OTHER = "other";

  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** The value itself, or that for all others. */
  String of(String value) {
    if (known.contains(value)) {
      return value;
    }
    if (known.size() >= MOST) {
      return OTHER;
    }
    known.add(value);
    return value;
  }
}
