package io.eventbus.examples.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chromium without a window, moved by the keyboard. Browser and driver are those of this machine:
 * nothing is ever downloaded. What it writes is gone when it is closed.
 */
final class Chromium implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run");

  private static final int MOST_TABS = 200;

  private final Path home;
  private final ChromeDriver driver;

  private Chromium(Path home, ChromeDriver driver) {
    this.home = home;
    this.driver = driver;
  }

  /** Whether this machine has both. */
  static boolean isThere() {
    return browser().isPresent() && onPath("chromedriver").isPresent();
  }

  private static Optional<File> browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
        .flatMap(name -> onPath(name).stream())
        .findFirst();
  }

  private static Optional<File> onPath(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> new File(folder, name))
        .filter(File::canExecute)
        .findFirst();
  }

  static Chromium start() throws IOException {
    var home = Files.createTempDirectory("school-chromium-");
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(browser().orElseThrow());
    options.addArguments(FLAGS);
    options.addArguments("--user-data-dir=" + home.resolve("profile"));
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(onPath("chromedriver").orElseThrow())
            .usingAnyFreePort()
            .withEnvironment(Map.of("HOME", home.toString(), "PATH", System.getenv("PATH")))
            .build();
    try {
      var driver = new ChromeDriver(service, options);
      driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(20));
      return new Chromium(home, driver);
    } catch (RuntimeException e) {
      delete(home);
      throw e;
    }
  }

  void open(URI page) {
    driver.get(page.toString());
  }

  /** What the window is like; a phone's is narrow and has fine dots. */
  void window(int width, int height) {
    boolean phone = width < 500;
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width,
            "height", height,
            "deviceScaleFactor", phone ? 2 : 1,
            "mobile", phone));
  }

  /** What the reader prefers, for example {@code prefers-color-scheme} to be {@code dark}. */
  void prefers(String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  Object script(String script) {
    return driver.executeScript(script);
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** The text that a reader finds there; empty where there is nothing. */
  String text(String css) {
    return String.valueOf(
        driver.executeScript(
            "return document.querySelector(arguments[0])?.textContent ?? ''", css));
  }

  /** Goes to a control by the tab key and presses another key on it; the focus must be seen. */
  void press(String css, Keys key) {
    var target = driver.findElement(By.cssSelector(css));
    for (int tabs = 0; !driver.switchTo().activeElement().equals(target); tabs++) {
      assertThat(tabs).as("tabs to " + css).isLessThan(MOST_TABS);
      tabTowards(target);
    }
    assertThat(target.getCssValue("outline-style")).as("focus on " + css).isEqualTo("solid");
    new Actions(driver).sendKeys(key).perform();
  }

  private void tabTowards(WebElement target) {
    var back =
        driver.executeScript(
            """
            return document.activeElement !== document.body
                && Boolean(document.activeElement.compareDocumentPosition(arguments[0])
                    & Node.DOCUMENT_POSITION_PRECEDING)""",
            target);
    var keys = new Actions(driver);
    if (Boolean.TRUE.equals(back)) {
      keys.keyDown(Keys.SHIFT).sendKeys(Keys.TAB).keyUp(Keys.SHIFT).perform();
    } else {
      keys.sendKeys(Keys.TAB).perform();
    }
  }

  /** What the console has complained about since it was asked the last time. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Whom the page has asked for something since the last time: schemes, hosts and ports. */
  Set<String> asked() {
    var asked = new TreeSet<String>();
    for (var entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      var message = JsonMapper.shared().readTree(entry.getMessage()).path("message");
      if (message.path("method").asString("").equals("Network.requestWillBeSent")) {
        var uri = URI.create(message.path("params").path("request").path("url").asString());
        if (!uri.getScheme().matches("data|chrome")) { // nothing of these goes anywhere
          asked.add(uri.getScheme() + "://" + uri.getAuthority() + "/");
        }
      }
    }
    return asked;
  }

  /** Writes what is in the window to where the system property {@code school.screenshots} says. */
  void shoot(String name) throws IOException {
    var folder = Path.of(System.getProperty("school.screenshots", "target/screenshots"));
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    delete(home);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
