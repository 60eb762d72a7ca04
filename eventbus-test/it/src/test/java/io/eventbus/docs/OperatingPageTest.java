package io.eventbus.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.observe.BusMeters;
import io.eventbus.observe.MeterNames;
import io.eventbus.observe.OutboxReading;
import io.eventbus.observe.PartitionReading;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The page about operating, its dashboard and its alerts name the meters that there are. */
class OperatingPageTest {

  private static final Path DOCS = Path.of("../..", "docs");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(eventbus\\.[a-z.]+)` \\| (\\w+) \\| (`[^|]+`) \\|");
  private static final Pattern SERIES = Pattern.compile("\\beventbus_[a-z_]+");

  private record Reading(String topic, int partition) implements PartitionReading {

    @Override
    public long lag() {
      return 1;
    }

    @Override
    public long position() {
      return 1;
    }

    @Override
    public long committed() {
      return 1;
    }

    @Override
    public int inFlight() {
      return 1;
    }

    @Override
    public double windowUse() {
      return 1;
    }

    @Override
    public boolean paused() {
      return false;
    }
  }

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final BusMeters meters = BusMeters.of(registry);

  /** Registers every meter that there is. */
  @BeforeEach
  void register() {
    var topic = meters.group("g").topic("t");
    topic.others().handled(topic.others().now());
    topic.deadLettered(topic.others(), "undecodable");
    meters.group("g").member().show(List.of(new Reading("t", 0)));
    meters.publishing().published("t", "a", "acknowledged", 1);
    meters.inbox("g", () -> 1, () -> 1);
    meters.outbox("o", new NoOutbox());
  }

  @AfterEach
  void close() {
    meters.close();
  }

  private static final class NoOutbox implements OutboxReading {

    @Override
    public double events() {
      return 0;
    }

    @Override
    public double oldestSeconds() {
      return 0;
    }

    @Override
    public double held() {
      return 0;
    }

    @Override
    public double leased() {
      return 0;
    }

    @Override
    public double heldKeys() {
      return 0;
    }

    @Override
    public double active() {
      return 0;
    }

    @Override
    public double sent() {
      return 0;
    }
  }

  @Test
  void theTableHasAllMetersWithTheirKindsAndTags() throws IOException {
    var rows =
        ROW.matcher(page())
            .results()
            .map(row -> row.group(1) + " " + row.group(2) + " " + tags(row))
            .toList();
    var registered =
        registry.getMeters().stream()
            .map(OperatingPageTest::describe)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(rows).containsExactlyInAnyOrderElementsOf(registered);
  }

  private static Set<String> tags(MatchResult row) {
    return Stream.of(row.group(3).split(","))
        .map(tag -> tag.replace("`", "").strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String describe(Meter meter) {
    var id = meter.getId();
    var kind =
        meter instanceof TimeGauge
            ? "gauge"
            : meter instanceof FunctionCounter
                ? "counter"
                : meter instanceof DistributionSummary ? "summary" : id.getType().name();
    var tags =
        id.getTags().stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new));
    return id.getName() + " " + kind.toLowerCase(Locale.ROOT) + " " + tags;
  }

  @Test
  void everyNameIsRegistered() {
    var names =
        Stream.of(MeterNames.class.getFields())
            .map(OperatingPageTest::value)
            .filter(name -> name.startsWith(MeterNames.PREFIX) && !name.equals(MeterNames.PREFIX))
            .toList();
    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().getName())
        .hasSameElementsAs(names);
  }

  private static String value(Field field) {
    try {
      return String.valueOf(field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerts.yml", "grafana-dashboard.json"})
  void whatIsAskedForIsThere(String file) throws IOException {
    var scraped =
        registry
            .scrape()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]", 2)[0])
            .collect(Collectors.toSet());
    var asked =
        SERIES
            .matcher(Files.readString(DOCS.resolve("operating").resolve(file)))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    assertThat(asked).hasSizeGreaterThan(8).isSubsetOf(scraped);
  }

  @Test
  void theDashboardIsJsonWithoutTwoPanelsOfOneNumber() throws IOException {
    var file = DOCS.resolve("operating").resolve("grafana-dashboard.json");
    var panels = JsonMapper.shared().readTree(Files.readString(file)).get("panels");
    assertThat(panels.valueStream().map(panel -> panel.get("id").asInt())).doesNotHaveDuplicates();
    assertThat(panels.size()).isGreaterThan(20);
  }

  @Test
  void theTableOfAlertsHasThoseOfTheFile() throws IOException {
    var rules = names("- alert: (\\w+)", Files.readString(DOCS.resolve("operating/alerts.yml")));
    assertThat(names("(?m)^\\| `(Eventbus\\w+)` \\|", page())).isEqualTo(rules).isNotEmpty();
  }

  @Test
  void alertsPointToSectionsOfThePage() throws IOException {
    var anchors =
        Pattern.compile("(?m)^#+ (.+)$")
            .matcher(page())
            .results()
            .map(match -> match.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .toList();
    var targets =
        names("operating\\.md#([a-z-]+)", Files.readString(DOCS.resolve("operating/alerts.yml")));
    assertThat(anchors).containsAll(targets);
  }

  private static List<String> names(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static String page() throws IOException {
    return Files.readString(DOCS.resolve("operating.md"));
  }

  @Test
  void theCodeOfThePageRuns() {
    var guide = new OperatingGuide();
    assertThat(guide.measure()).contains("kafka_producer");
    guide.trace(ObservationRegistry.create()).close();
  }
}
