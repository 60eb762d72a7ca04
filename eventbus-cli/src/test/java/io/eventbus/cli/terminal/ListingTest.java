package io.eventbus.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

  private record Row(String name, Integer count, Instant time, Duration age) {}

  private static final Listing<Row> LISTING =
      Listing.<Row>empty()
          .with("name", Row::name)
          .with("eventCount", Row::count)
          .with("time", Row::time)
          .with("age", Row::age);

  private static final Row FULL =
      new Row("a\u001b[31m\n\u202eb", 12345678, Instant.EPOCH, Duration.ofSeconds(7384));
  private static final Row BARE = new Row(null, 1, null, null);

  @Test
  void tableIsAlignedAndCommandsNoTerminal() {
    assertThat(LISTING.table(List.of(FULL, BARE)))
        .containsExactly(
            "NAME       EVENT COUNT  TIME                      AGE",
            "a\uFFFD[31m\uFFFD\uFFFDb     12345678  1970-01-01T00:00:00.000Z  2h 3m",
            "-                    1  -                         -");
  }

  @Test
  void longValueIsCutInATableAlone() {
    var row = new Row("k".repeat(100_000), 1, null, null);

    assertThat(LISTING.table(List.of(row, BARE)))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(350));
    assertThat(LISTING.table(List.of(row)).get(1)).startsWith("k".repeat(299) + "…  ");
    assertThat(LISTING.json(row)).contains(row.name());
    assertThat(LISTING.details(row)).element(0).asString().endsWith(row.name());
  }

  @Test
  void lineOfJsonHasAllMembersInOrder() {
    assertThat(LISTING.json(FULL))
        .isEqualTo(
            "{\"name\":\"a\\u001B[31m\\n\\u202Eb\",\"eventCount\":12345678,"
                + "\"time\":\"1970-01-01T00:00:00.000Z\",\"age\":7384.0}");
    assertThat(LISTING.json(BARE))
        .isEqualTo("{\"name\":null,\"eventCount\":1,\"time\":null,\"age\":null}");
  }

  @Test
  void lineOfJsonCommandsNoTerminal() {
    var json = LISTING.json(new Row("\u009b2J\u007fü", 1, null, null));

    assertThat(json).startsWith("{\"name\":\"\\u009B2J\\u007Fü\",");
  }

  @Test
  void detailsAreOneLineEach() {
    assertThat(LISTING.details(BARE))
        .containsExactly("NAME         -", "EVENT COUNT  1", "TIME         -", "AGE          -");
  }

  @Test
  void bodyIsTheJsonThatItIsOrAText() {
    assertThat(JsonLine.body("{\"a\":1.50}")).hasToString("{\"a\":1.50}");
    assertThat(JsonLine.body("no json")).isEqualTo("no json");
    assertThat(JsonLine.body("")).isEqualTo("");
  }
}
