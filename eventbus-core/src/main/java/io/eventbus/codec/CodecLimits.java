package io.eventbus.codec;

import io.eventbus.event.Arguments;

/**
 * What a record may measure before it is parsed; {@link #defaults()} allows 10 MiB of body, 200
 * headers of 64 KiB together, and JSON nested 100 deep. Beyond them a record is refused unread; the
 * size of its headers counts once somebody asks for what they hold. Immutable.
 *
 * @param maxBodyBytes the longest body
 * @param maxHeaders the most headers
 * @param maxHeaderBytes the most bytes of all header names and values together
 * @param maxNestingDepth the deepest JSON
 */
public record CodecLimits(
    int maxBodyBytes, int maxHeaders, int maxHeaderBytes, int maxNestingDepth) {

  /** Checks the arguments: each at least 1. */
  public CodecLimits {
    Arguments.requireAtLeast(maxBodyBytes, 1, "maxBodyBytes");
    Arguments.requireAtLeast(maxHeaders, 1, "maxHeaders");
    Arguments.requireAtLeast(maxHeaderBytes, 1, "maxHeaderBytes");
    Arguments.requireAtLeast(maxNestingDepth, 1, "maxNestingDepth");
  }

  /** The defaults named above. */
  public static CodecLimits defaults() {
    return new CodecLimits(10 * 1024 * 1024, 200, 64 * 1024, 100);
  }

  /** Checks what is known without reading the headers. */
  void check(EncodedEvent encoded) {
    var body = encoded.body();
    if (body != null) {
      within(body.length, maxBodyBytes, "body bytes");
    }
    within(encoded.headerCount(), maxHeaders, "headers");
  }

  /** Checks the headers, before they are taken for attributes. */
  void checkHeaders(EncodedEvent encoded) {
    within(encoded.headerBytes(), maxHeaderBytes, "header bytes");
  }

  private static void within(long actual, long allowed, String what) {
    if (actual > allowed) {
      throw new UndecodableEventException(
          UndecodableEventException.Reason.LIMIT_EXCEEDED,
          actual + " " + what + " are more than the limit of " + allowed);
    }
  }
}
