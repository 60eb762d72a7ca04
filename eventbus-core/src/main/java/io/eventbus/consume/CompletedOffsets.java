package io.eventbus.consume;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Offsets that are done beyond a committed position, as text that fits into the commit's metadata,
 * so that the next member does not do them again. The text is {@code eb1.} and the Base64 of
 * variable-length numbers: the distance from the end of the range before, or from the position, and
 * the length of the range, again and again. Text of anybody else means that nothing is known.
 * Immutable.
 */
final class CompletedOffsets {

  /** What brokers accept by default: {@code offset.metadata.max.bytes}. */
  static final int MAX_LENGTH = 4096;

  static final CompletedOffsets NONE = new CompletedOffsets(List.of());

  /** Offsets from one to another, the last not included. */
  record Range(long from, long to) {}

  private static final String PREFIX = "eb1.";
  private static final int LONGEST_NUMBER = 10;

  private final List<Range> ranges;

  /** These ranges, in order, none touching the next. */
  CompletedOffsets(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  List<Range> ranges() {
    return ranges;
  }

  boolean contains(long offset) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      var range = ranges.get(middle);
      if (offset < range.from()) {
        high = middle - 1;
      } else if (offset >= range.to()) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /** Writes as many ranges as fit, the first ones; empty for none. */
  String encode(long position, int maxLength) {
    int room = Math.max(0, maxLength - PREFIX.length()) / 4 * 3;
    var bytes = ByteBuffer.allocate(room);
    long end = position;
    for (var range : ranges) {
      if (bytes.remaining() < 2 * LONGEST_NUMBER) {
        break;
      }
      write(bytes, range.from() - end);
      write(bytes, range.to() - range.from());
      end = range.to();
    }
    if (bytes.position() == 0) {
      return "";
    }
    var written = Arrays.copyOf(bytes.array(), bytes.position());
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(written);
  }

  /** Reads what {@link #encode} wrote; nothing, if it is not that. */
  static CompletedOffsets decode(long position, String metadata) {
    if (!metadata.startsWith(PREFIX)) {
      return NONE;
    }
    try {
      var bytes =
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(metadata.substring(PREFIX.length())));
      var ranges = new ArrayList<Range>();
      long end = position;
      while (bytes.hasRemaining()) {
        long from = Math.addExact(end, read(bytes));
        end = Math.addExact(from, requirePositive(read(bytes)));
        ranges.add(new Range(from, end));
      }
      return new CompletedOffsets(ranges);
    } catch (IllegalArgumentException | ArithmeticException | BufferUnderflowException e) {
      return NONE;
    }
  }

  private static void write(ByteBuffer bytes, long number) {
    long rest = number;
    while (rest > 0x7F) {
      bytes.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.put((byte) rest);
  }

  private static long read(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      byte part = bytes.get();
      number |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number is too long");
  }

  private static long requirePositive(long number) {
    if (number <= 0) {
      throw new IllegalArgumentException("a range of " + number);
    }
    return number;
  }
}
