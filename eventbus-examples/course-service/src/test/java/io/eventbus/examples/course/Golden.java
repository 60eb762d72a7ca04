package io.eventbus.examples.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The files that hold what is on the wire, and the ids that stand in them. */
final class Golden {

  static final String COURSE = "10000000-0000-4000-8000-000000000001";
  static final String INSTRUCTOR = "10000000-0000-4000-8000-000000000002";
  static final String MODULE = "10000000-0000-4000-8000-000000000003";
  static final String CONTENT = "10000000-0000-4000-8000-000000000004";
  static final String STUDENT = "10000000-0000-4000-8000-000000000005";
  static final String ENROLMENT = "10000000-0000-4000-8000-000000000006";
  static final String TIME = "2026-11-22T08:30:00.250Z";

  private Golden() {}

  static String of(String topic) {
    try (var file = Golden.class.getResourceAsStream("/" + topic + ".golden")) {
      return new String(Objects.requireNonNull(file, topic).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
