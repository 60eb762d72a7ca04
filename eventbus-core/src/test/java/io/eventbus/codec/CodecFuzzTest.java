package io.eventbus.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.eventbus.SampleEvents;
import io.eventbus.SampleEvents.CourseRenamed;
import io.eventbus.SampleEvents.KindsShownEvent;
import io.eventbus.event.EventMetadata;
import io.eventbus.event.IntegrationEvent;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever bytes a record has, it becomes an event or fails as undecodable, and nothing else.
 * {@code -Dfuzz.cases=1000000} runs a million cases.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class CodecFuzzTest {

  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000);
  private static final long MOST_GROWTH = 16 * 1024 * 1024;
  private static final Instant TIME = Instant.parse("2026-11-21T10:15:30.500Z");
  private static final List<String> FRAGMENTS =
      List.of(
          "[".repeat(5_000),
          "{\"a\":".repeat(500),
          "1".repeat(5_000),
          "1e999999999",
          "-1e-999999999",
          "0.0000000000000000000000000000001",
          "9223372036854775808",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "null",
          "{}",
          "[]",
          "\"\"",
          "true",
          "\"2026-13-45T99:99:99Z\"",
          "\"+1000000000-01-01T00:00:00Z\"",
          "\"PT999999999999999H\"",
          "/* comment */",
          "NaN");

  private final EventCodec codec = new EventCodec(CodecLimits.defaults());
  private final EventTypes types =
      EventTypes.of(
          List.of(KindsShownEvent.class, CourseRenamed.class),
          Upcasters.none()
              .with("kinds.shown", 1, data -> data.put("number", 1))
              .with("kinds.shown", 2, data -> data));
  private final EventTypes only = EventTypes.of(List.of(KindsShownEvent.class));

  @Test
  void nothingButEventsAndUndecodableRecords() {
    long seed = Long.getLong("fuzz.seed", System.nanoTime());
    System.out.println("CodecFuzzTest: seed " + seed + ", " + CASES + " cases");
    var random = new Random(seed);
    var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
    long before = 0;
    for (int i = 0; i < CASES; i++) {
      if (i == CASES / 4) {
        before = heldBytes(); // by now all is loaded that is needed
      }
      var record = record(random);
      var outcome = decode(record, random.nextBoolean() ? types : only, seed, i);
      outcomes.merge(outcome, 1, Integer::sum);
    }
    assertThat(outcomes).as("seed %s", seed).containsOnlyKeys(Outcome.values());
    assertThat(heldBytes() - before).as("growth, seed %s", seed).isLessThan(MOST_GROWTH);
  }

  /** What is left of the heap once it has been cleared. */
  private static long heldBytes() {
    System.gc();
    var memory = ManagementFactory.getMemoryMXBean();
    return memory.getHeapMemoryUsage().getUsed();
  }

  private enum Outcome {
    KNOWN,
    UNKNOWN,
    UNDECODABLE
  }

  private Outcome decode(EncodedEvent encoded, EventTypes among, long seed, int number) {
    try {
      var decoded = codec.decode(encoded, among, new RecordOrigin(0, number, TIME));
      if (decoded instanceof DecodedEvent.Known known) {
        assertThat(known.metadata().id()).isNotBlank();
        return Outcome.KNOWN;
      }
      return Outcome.UNKNOWN;
    } catch (UndecodableEventException e) {
      return Outcome.UNDECODABLE;
    } catch (Throwable e) {
      return fail(
          "seed %s, case %s: %s of headers %s and body %s"
              .formatted(
                  seed,
                  number,
                  e.getClass().getName(),
                  encoded.headers(),
                  HexFormat.of().formatHex(start(encoded.body()))),
          e);
    }
  }

  private static byte[] start(byte[] body) {
    return body == null ? new byte[0] : Arrays.copyOf(body, Math.min(body.length, 500));
  }

  private EncodedEvent record(Random random) {
    var valid = valid(random);
    return switch (random.nextInt(6)) {
      case 0 -> new EncodedEvent("t", null, headers(valid, random), bytes(random));
      case 1 -> new EncodedEvent("t", null, headers(valid, random), valid.body());
      case 2 -> new EncodedEvent("t", null, List.of(), bytes(random));
      default -> new EncodedEvent("t", null, valid.headers(), mutated(valid.body(), random));
    };
  }

  private EncodedEvent valid(Random random) {
    var formats = EventFormat.values();
    boolean kinds = random.nextInt(4) > 0;
    IntegrationEvent event =
        kinds
            ? SampleEvents.kindsShown()
            : new CourseRenamed(new UUID(random.nextLong(), random.nextLong()), TIME, "Algebra");
    var metadata =
        new EventMetadata(
            "id",
            "source",
            random.nextInt(10) == 0 ? "unknown" : kinds ? "kinds.shown" : "course.renamed",
            1 + random.nextInt(4),
            TIME,
            null,
            "c",
            null,
            "t");
    var format = formats[random.nextInt(formats.length)];
    return codec.encode(event, metadata, "t", null, Map.of(), format);
  }

  private static byte[] bytes(Random random) {
    var bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static List<EventHeader> headers(EncodedEvent valid, Random random) {
    var headers = new ArrayList<EventHeader>();
    for (var header : valid.headers()) {
      switch (random.nextInt(8)) {
        case 0 -> headers.add(new EventHeader(header.name(), bytes(random)));
        case 1 -> headers.add(new EventHeader(header.name(), null));
        case 2 -> headers.add(new EventHeader(new String(bytes(random), UTF_8), header.value()));
        case 3 -> {
          // left out
        }
        default -> headers.add(header);
      }
    }
    return headers;
  }

  /** A few bytes changed, a piece cut out or doubled, or something nasty put in. */
  private static byte[] mutated(byte[] body, Random random) {
    var changed = body.clone();
    for (int i = random.nextInt(3); i > 0; i--) {
      int from = random.nextInt(changed.length + 1);
      int to = Math.min(changed.length, from + random.nextInt(20));
      changed =
          switch (random.nextInt(4)) {
            case 0 -> joined(changed, from, bytes(random), from);
            case 1 -> joined(changed, from, new byte[0], to);
            case 2 -> joined(changed, to, new byte[0], from);
            default ->
                joined(
                    changed,
                    from,
                    FRAGMENTS.get(random.nextInt(FRAGMENTS.size())).getBytes(UTF_8),
                    to);
          };
    }
    return random.nextInt(20) == 0 ? nastyValue(body, random) : changed;
  }

  /** Something nasty in the place of a value. */
  private static byte[] nastyValue(byte[] body, Random random) {
    var text = new String(body, UTF_8);
    int colon = text.indexOf(':', random.nextInt(text.length()));
    int end = colon < 0 ? -1 : text.indexOf(',', colon);
    if (end < 0) {
      return body;
    }
    var nasty = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    return (text.substring(0, colon + 1) + nasty + text.substring(end)).getBytes(UTF_8);
  }

  private static byte[] joined(byte[] bytes, int end, byte[] middle, int from) {
    var joined = Arrays.copyOf(bytes, end + middle.length + bytes.length - from);
    System.arraycopy(middle, 0, joined, end, middle.length);
    System.arraycopy(bytes, from, joined, end + middle.length, bytes.length - from);
    return joined;
  }
}
