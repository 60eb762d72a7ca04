package io.eventbus.consume;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Knows the last event of each key of a partition, so that a new one stands behind it and events of
 * different keys do not wait for each other. A hash table with open addressing over 64-bit hashes
 * of the keys: two keys that share a hash share a lane, which costs them their independence and
 * nothing else. Belongs to the polling thread; its size is bounded by what is in flight.
 */
final class KeyLanes {

  private static final int FEWEST_SLOTS = 256;
  private static final long ONE_FOR_ALL = 1;

  private final Ordering ordering;

  /** Another one for each partition, so that nobody can choose keys that collide. */
  private final long seed = new SplittableRandom().nextLong() | 1;

  private long[] hashes = new long[FEWEST_SLOTS];
  private @Nullable Delivery[] last = new Delivery[FEWEST_SLOTS];
  private int used;

  KeyLanes(Ordering ordering) {
    this.ordering = ordering;
  }

  /** Lines up an event; {@code true} if nothing is before it. */
  boolean enter(Delivery delivery) {
    var key = delivery.key();
    return switch (ordering) {
      case KEY -> key == null || enter(hash(key), delivery);
      case PARTITION -> enter(ONE_FOR_ALL, delivery);
      case NONE -> true;
    };
  }

  private boolean enter(long hash, Delivery delivery) {
    int slot = slotOf(hash);
    var before = last[slot];
    last[slot] = delivery;
    if (before != null) {
      return !delivery.waitBehind(before);
    }
    hashes[slot] = hash;
    used++;
    if (used > last.length / 2) {
      sweep();
    }
    return true;
  }

  /** The slot of this lane, or the free one where it belongs. */
  private int slotOf(long hash) {
    int mask = last.length - 1;
    int slot = (int) (hash >>> 32) & mask;
    while (last[slot] != null && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /**
   * Forgets the lanes that are empty, and makes the table four times as large as the rest: constant
   * time per event, amortised.
   */
  private void sweep() {
    var oldHashes = hashes;
    var oldLast = last;
    int left = 0;
    for (var delivery : oldLast) {
      left += delivery == null || delivery.left() ? 0 : 1;
    }
    int slots = Math.max(FEWEST_SLOTS, Integer.highestOneBit(Math.max(1, left)) << 3);
    hashes = new long[slots];
    last = new Delivery[slots];
    used = 0;
    for (int i = 0; i < oldLast.length; i++) {
      var delivery = oldLast[i];
      if (delivery != null && !delivery.left()) {
        int slot = slotOf(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        last[slot] = delivery;
        used++;
      }
    }
  }

  /** Eight bytes at a time, mixed as in MurmurHash3's finaliser. */
  private long hash(byte[] key) {
    long hash = seed + key.length;
    long part = 0;
    for (int i = 0; i < key.length; i++) {
      part = (part << 8) | (key[i] & 0xFF);
      if ((i & 7) == 7) {
        hash = mix(hash ^ part) * seed;
        part = 0;
      }
    }
    return mix(hash ^ part);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }

  /** How many lanes are remembered. */
  int size() {
    return used;
  }
}
