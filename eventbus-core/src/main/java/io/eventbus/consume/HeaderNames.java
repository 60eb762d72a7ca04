package io.eventbus.consume;

import java.util.Arrays;

/**
 * Makes one string of all that are equal: records of a topic mostly have the same headers in the
 * same order, so each name is compared with that in the same place before. Belongs to the polling
 * thread.
 */
final class HeaderNames {

  private static final int PLACES = 64;

  private final String[] names = new String[PLACES];

  HeaderNames() {
    Arrays.fill(names, "");
  }

  String same(int place, String name) {
    if (place >= PLACES) {
      return name;
    }
    var before = names[place];
    if (before.equals(name)) {
      return before;
    }
    names[place] = name;
    return name;
  }
}
