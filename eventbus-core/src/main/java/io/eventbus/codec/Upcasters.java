package io.eventbus.codec;

import io.eventbus.event.Arguments;
import io.eventbus.event.EventTypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The upcasters of a service, each from one version of a type to the next. Immutable. */
public final class Upcasters {

  private static final Upcasters NONE = new Upcasters(Map.of());

  private final Map<EventTypeName, Upcaster> byVersion;

  private Upcasters(Map<EventTypeName, Upcaster> byVersion) {
    this.byVersion = byVersion;
  }

  /** None at all. */
  public static Upcasters none() {
    return NONE;
  }

  /**
   * These and one more.
   *
   * @param type the logical type
   * @param fromVersion the version that it reads, at least 1; it writes the next one
   * @throws IllegalArgumentException if there is one from this version already
   */
  public Upcasters with(String type, int fromVersion, Upcaster upcaster) {
    Arguments.requireText(type, "type");
    Arguments.requireAtLeast(fromVersion, 1, "fromVersion");
    var from = new EventTypeName(type, fromVersion);
    var more = new HashMap<>(byVersion);
    if (more.put(from, Arguments.requirePresent(upcaster, "upcaster")) != null) {
      throw new IllegalArgumentException("upcaster from " + from + " is registered already");
    }
    return new Upcasters(Map.copyOf(more));
  }

  @Nullable Upcaster from(String type, int version) {
    return byVersion.get(new EventTypeName(type, version));
  }

  /** The chain from one version to another, which must be there. */
  List<Upcaster> chain(String type, int from, int to) {
    var chain = new ArrayList<Upcaster>();
    for (int version = from; version < to; version++) {
      chain.add(Arguments.requirePresent(from(type, version), "upcaster"));
    }
    return List.copyOf(chain);
  }

  /**
   * Checks that each upcaster from an older version than this leads to it.
   *
   * @throws IllegalArgumentException if one is missing between
   */
  void requireNoGap(EventTypeName newest) {
    for (var from : byVersion.keySet()) {
      if (!from.name().equals(newest.name())) {
        continue;
      }
      for (int version = from.version() + 1; version < newest.version(); version++) {
        if (from(newest.name(), version) == null) {
          throw new IllegalArgumentException(
              "upcaster from "
                  + newest.name()
                  + " v"
                  + version
                  + " is missing: the chain from v"
                  + from.version()
                  + " to v"
                  + newest.version()
                  + " has a gap");
        }
      }
    }
  }
}
