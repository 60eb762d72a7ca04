package io.eventbus.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Argument checks that the packages of this library share. Each returns the value it checked and
 * throws at once with a message that starts with the argument's name. Not meant for applications.
 */
public final class Arguments {

  /** Kafka clients count milliseconds in 32 bits. */
  private static final Duration LONGEST = Duration.ofDays(24);

  private static final Duration OLDEST = Duration.ofDays(36_525);

  private Arguments() {}

  /**
   * Anything but {@code null}.
   *
   * @throws NullPointerException if {@code value} is {@code null}
   */
  public static <T> T requirePresent(@Nullable T value, String name) {
    if (value == null) {
      throw new NullPointerException(name + " must not be null");
    }
    return value;
  }

  /**
   * Text with at least one visible character.
   *
   * @throws NullPointerException if {@code value} is {@code null}
   * @throws IllegalArgumentException if {@code value} is blank
   */
  public static String requireText(@Nullable String value, String name) {
    var present = requirePresent(value, name);
    if (present.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return present;
  }

  /**
   * A number that is not below {@code least}.
   *
   * @throws IllegalArgumentException if it is
   */
  public static int requireAtLeast(int value, int least, String name) {
    requireAtLeast((long) value, least, name);
    return value;
  }

  /**
   * A number that is not below {@code least}.
   *
   * @throws IllegalArgumentException if it is
   */
  public static long requireAtLeast(long value, long least, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + " but is " + value);
    }
    return value;
  }

  /**
   * A length of time of at least one millisecond, the finest unit that Kafka clients know.
   *
   * @throws NullPointerException if {@code value} is {@code null}
   * @throws IllegalArgumentException if it is shorter, zero, negative or over 24 days
   */
  public static Duration requirePositive(@Nullable Duration value, String name) {
    var present = requirePresent(value, name);
    if (present.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(name + " must be at least 1 ms but is " + present);
    }
    return requireNotTooLong(present, name);
  }

  /**
   * A length of time that may be zero.
   *
   * @throws NullPointerException if {@code value} is {@code null}
   * @throws IllegalArgumentException if it is negative or over 24 days
   */
  public static Duration requireNotNegative(@Nullable Duration value, String name) {
    var present = requirePresent(value, name);
    if (present.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative but is " + present);
    }
    return requireNotTooLong(present, name);
  }

  /**
   * How long ago something may be: no wait, and so not bound to 24 days.
   *
   * @throws NullPointerException if {@code value} is {@code null}
   * @throws IllegalArgumentException if it is negative or more than a hundred years
   */
  public static Duration requireAge(@Nullable Duration value, String name) {
    var present = requirePresent(value, name);
    if (present.isNegative() || present.compareTo(OLDEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be between 0 and a hundred years but is " + present);
    }
    return present;
  }

  /**
   * How long something is kept.
   *
   * @throws NullPointerException if {@code value} is {@code null}
   * @throws IllegalArgumentException if it is zero, negative or more than a hundred years
   */
  public static Duration requireRetention(@Nullable Duration value, String name) {
    var present = requireAge(value, name);
    if (present.isZero()) {
      throw new IllegalArgumentException(name + " must be more than 0");
    }
    return present;
  }

  private static Duration requireNotTooLong(Duration value, String name) {
    if (value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " must be at most 24 days but is " + value);
    }
    return value;
  }
}
