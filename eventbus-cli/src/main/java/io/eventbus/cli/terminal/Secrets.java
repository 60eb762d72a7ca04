package io.eventbus.cli.terminal;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * Passwords that were given, and how others look in texts of libraries: both become {@code
 * (hidden)}. Safe to share between threads.
 */
public final class Secrets {

  private static final String HIDDEN = "(hidden)";

  /** Shorter ones would be found all over a text, and hide what it says. */
  private static final int SHORTEST = 3;

  /** {@code password=…}, {@code sasl.password: …}, {@code PWD="…"}; also within a URL. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)((?:password|passwd|pwd|secret|token)[\"']?\\s*[=:]\\s*)(\"(?:\\\\.|[^\"\\\\])*\"|[^\\s&;,)]+)");

  /** {@code //user:password@host}. */
  private static final Pattern IN_ADDRESS = Pattern.compile("(//[^/\\s:@]*:)[^/\\s@]+(@)");

  private final Set<String> known = new ConcurrentSkipListSet<>();

  /** Has this hidden from now on. */
  public void add(String secret) {
    if (secret.length() >= SHORTEST) {
      known.add(secret);
    }
  }

  /** The text without secrets. */
  public String hide(String text) {
    var hidden = text;
    for (var secret : known) {
      hidden = hidden.replace(secret, HIDDEN);
    }
    hidden = ASSIGNED.matcher(hidden).replaceAll("$1" + HIDDEN);
    return IN_ADDRESS.matcher(hidden).replaceAll("$1" + HIDDEN + "$2");
  }
}
