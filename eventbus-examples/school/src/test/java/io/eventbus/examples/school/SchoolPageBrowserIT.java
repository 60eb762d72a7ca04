package io.eventbus.examples.school;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventbus.examples.school.page.SchoolPage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/**
 * The page as people have it, by the keyboard alone. Its screenshots are those of the
 * documentation, with {@code -Dschool.screenshots=../../docs/school}.
 */
@ExtendWith(OneSchool.class)
@Timeout(180)
class SchoolPageBrowserIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Pattern DEAD_LETTERS = Pattern.compile("(\\d+) dead letter");
  private static final String AT_REST =
      """
      return document.getElementById("dots").getAnimations({ subtree: true })
          .every((animation) => animation.playState === "finished")""";
  private static final String NEWEST = "#log > li:first-child ";

  private static Chromium browser;
  private static URI address;

  @BeforeAll
  static void start(SchoolPage page) throws IOException {
    assumeTrue(
        Chromium.isThere(),
        "The page is not tested in a browser: there is no chromium with its chromedriver here.");
    address = page.uri();
    browser = Chromium.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.window(1280, 860);
    browser.prefers("prefers-color-scheme", "light");
    browser.open(address);
    appears("#link.live");
    appears("#redrive");
  }

  @AfterEach
  void nothingIsWrongAndNothingComesFromElsewhere() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.asked()).containsExactly(address.toString());
  }

  @Test
  void whatHappensIsShownWithItsTopicKeyTypeAndAge() throws Exception {
    for (var button : ids("#play .action")) {
      long before = newest();
      browser.press("#" + button, Keys.ENTER);
      appears(".dot");
      succeeds();
      await().atMost(DEADLINE).until(() -> newest() > before);
      appears(NEWEST + ".handled, " + NEWEST + ".nobody");
      for (var field : List.of(".topic", ".key", ".type", ".age", ".from")) {
        assertThat(browser.text(NEWEST + field)).as(button + field).isNotBlank();
      }
      assertThat(browser.text(NEWEST + ".from")).as(button).isNotEqualTo("by hand");
      assertThat(browser.text(NEWEST + ".age")).matches("\\d{1,2} s");
    }
    ids("#play .action").forEach(button -> browser.press("#" + button, Keys.SPACE));
    appears(".dot");
    browser.shoot("light");
  }

  @Test
  @Tag("long")
  void everyOtherServiceStopsAndStarts() {
    for (var part : others()) {
      browser.press(power(part), Keys.ENTER);
    }
    others().forEach(part -> appears(box(part, "DOWN")));
    succeeds();
    for (var part : others()) {
      browser.press(power(part), Keys.SPACE);
    }
    others().forEach(part -> appears(box(part, "UP")));
    succeeds();
  }

  @Test
  @Tag("long")
  void eventsWaitForAServiceThatIsDown() throws Exception {
    browser.prefers("prefers-color-scheme", "dark");
    browser.press(power("identity-service"), Keys.ENTER);
    appears(box("identity-service", "DOWN"));
    browser.press("#create-teacher", Keys.ENTER);
    shows("#results > li:first-child", "The identity service is down");
    browser.press("#create-teacher", Keys.ENTER);
    shows("[data-part=identity-service] .facts", "2 to handle");
    assertThat(browser.text(NEWEST + ".path")).contains("identity …");
    appears(".dot + .dot");
    await().atMost(DEADLINE).until(() -> browser.script(AT_REST).equals(true));
    browser.shoot("dark");

    browser.press(power("identity-service"), Keys.ENTER);
    appears(box("identity-service", "UP"));
    appears(NEWEST + ".handled");
    await().atMost(DEADLINE).until(() -> browser.all(".dot").isEmpty());
  }

  @Test
  @Tag("long")
  void eventsWaitInTheOutboxWhileKafkaIsDown() {
    browser.press(power("kafka"), Keys.ENTER);
    appears(box("kafka", "DOWN"));
    browser.press("#create-teacher", Keys.ENTER);
    succeeds();
    shows("#results > li:first-child", "waits in the outbox");
    shows("[data-part=teacher-service] .facts", "1 in its outbox");
    browser.press("#send-poison", Keys.ENTER);
    appears("#results > li:first-child.failed");
    assertThat(browser.text("#results > li:first-child"))
        .contains("Kafka is down. Start it first.");

    long before = newest();
    browser.press(power("kafka"), Keys.ENTER);
    appears(box("kafka", "UP"));
    await().atMost(DEADLINE).until(() -> newest() > before);
    appears(NEWEST + ".handled");
    assertThat(browser.text(NEWEST + ".type")).isEqualTo("teacher.created");
    await()
        .atMost(DEADLINE)
        .until(() -> !browser.text("[data-part=teacher-service] .facts").contains("outbox"));
  }

  @Test
  void troubleIsShownAndDoesNoHarm() {
    long before = newest();
    browser.press("#create-teacher", Keys.ENTER);
    succeeds();
    await().atMost(DEADLINE).until(() -> newest() > before);
    long created = newest();
    browser.press("#send-duplicate", Keys.ENTER);
    succeeds();
    await().atMost(DEADLINE).until(() -> newest() > created);
    int dead = deadLetters();
    browser.press("#send-poison", Keys.ENTER);
    succeeds();
    await().atMost(DEADLINE).until(() -> deadLetters() > dead);
    appears("#log > .died:nth-child(-n+2)");
    browser.press("#log > .poison:not(.died) summary", Keys.ENTER);
    appears("#log pre");
    assertThat(browser.text("#log pre")).contains("<img src=x onerror=alert(1)>");
    assertThat(browser.all("#log img")).isEmpty();

    int more = deadLetters();
    browser.press("#redrive", Keys.ENTER);
    succeeds();
    shows("#results > li:first-child", "to identity-service");
    await().atMost(DEADLINE).until(() -> deadLetters() > more);
  }

  @Test
  void textStandsOutInLightAndDark() throws Exception {
    var script = new String(resource("/contrast.js"), UTF_8);
    for (var scheme : List.of("light", "dark")) {
      browser.prefers("prefers-color-scheme", scheme);
      await().atMost(DEADLINE).untilAsserted(() -> assertThat(weakTexts(script)).isEmpty());
    }
    browser.prefers("prefers-color-scheme", "light");
    var light = browser.script("return getComputedStyle(document.body).backgroundColor");
    browser.prefers("prefers-color-scheme", "dark");
    assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
        .isNotEqualTo(light);
  }

  @Test
  void fitsAPhone() throws Exception {
    browser.window(360, 740);
    browser.press("#create-teacher", Keys.ENTER);
    succeeds();
    browser.press("#log summary", Keys.ENTER);

    assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(360L);
    browser.script("scrollTo(0, 0)");
    browser.shoot("phone");
  }

  @Test
  void nothingMovesForWhoDoesNotWantIt() {
    browser.prefers("prefers-reduced-motion", "reduce");
    var before = browser.text("#count");
    browser.press("#create-teacher", Keys.ENTER);
    succeeds();
    await().atMost(DEADLINE).until(() -> !browser.text("#count").equals(before));

    assertThat(browser.all(".dot")).isEmpty();
  }

  /** The number of the event that stands first. */
  private static long newest() {
    return (Long)
        browser.script("return Number(document.querySelector('#log > li')?.dataset.number ?? 0)");
  }

  private static int deadLetters() {
    var found = DEAD_LETTERS.matcher(browser.text("[data-part=identity-service] .facts"));
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  private static List<?> weakTexts(String script) {
    var seen = (List<?>) browser.script(script);
    assertThat((Long) seen.get(0)).as("texts that were looked at").isGreaterThan(20);
    return seen.subList(1, seen.size());
  }

  private static byte[] resource(String name) throws IOException {
    try (var file = SchoolPageBrowserIT.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(file).readAllBytes();
    }
  }

  private static List<String> ids(String css) {
    return browser.all(css).stream().map(each -> each.getDomProperty("id")).toList();
  }

  /** The services that no other test stops. */
  private static List<String> others() {
    return browser.all("[data-part]").stream()
        .map(each -> each.getDomAttribute("data-part"))
        .filter(part -> !part.matches("kafka|identity-service"))
        .toList();
  }

  private static String power(String part) {
    return "[data-part=" + part + "] .power:not([aria-disabled=true])";
  }

  private static String box(String part, String state) {
    return "[data-part=" + part + "][data-state=" + state + "]";
  }

  private static void appears(String css) {
    await()
        .alias(css)
        .pollInterval(Duration.ofMillis(50))
        .atMost(DEADLINE)
        .until(() -> !browser.all(css).isEmpty());
  }

  private static void shows(String css, String text) {
    await().alias(css).atMost(DEADLINE).until(() -> browser.text(css).contains(text));
  }

  /** What was pressed last is done, and well. */
  private static void succeeds() {
    await().atMost(DEADLINE).until(() -> browser.all("#results > .doing").isEmpty());
    assertThat(browser.all("#results > li:first-child.done"))
        .as(browser.text("#results > li:first-child"))
        .hasSize(1);
  }
}
