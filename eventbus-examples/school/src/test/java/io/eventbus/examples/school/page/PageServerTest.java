package io.eventbus.examples.school.page;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.examples.school.page.Button.Group;
import io.eventbus.examples.school.page.ShownEvent.Content;
import io.eventbus.examples.school.page.ShownEvent.Label;
import io.eventbus.examples.school.page.ShownEvent.Place;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PageServerTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final FakePart KAFKA = new FakePart("kafka");
  private static final FakePart TEACHERS = new FakePart("teacher-service");
  private static final Stage STAGE =
      new Stage(
          KAFKA,
          List.of(TEACHERS),
          List.of(
              new Button("greet", "Greet", "Says hello.", Group.PLAY, () -> "Hello!"),
              new Button("fail", "Fail", "", Group.TROUBLE, PageServerTest::fail)));
  private static PageServer server;

  @BeforeAll
  static void start() {
    server = new PageServer(STAGE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void release() {
    STAGE.release();
    STAGE.look();
  }

  @Test
  void everyFileOfThePageIsThereAndMayLoadNothingFromElsewhere() throws Exception {
    for (var file : List.of("", "school.css", "map.css", "main.js", "flow.js", "favicon.svg")) {
      var answer = get(file);

      assertThat(answer.statusCode()).as(file).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'none'")
          .doesNotContain("unsafe", "http");
      assertThat(answer.body()).doesNotContainPattern("(src|href)=\"(http|//)");
    }
    assertThat(get("PageServer.class").statusCode()).isEqualTo(404);
  }

  @Test
  void aButtonTellsWhatWasSeen() throws Exception {
    assertThat(post("buttons/greet").body()).isEqualTo("{\"done\":true,\"text\":\"Hello!\"}");
  }

  @Test
  void whatGoesWrongIsSaidInWords() throws Exception {
    assertThat(post("buttons/fail").body())
        .isEqualTo("{\"done\":false,\"text\":\"The service does not answer. Start it first.\"}");
  }

  @Test
  void aPartIsStoppedAndStarted() throws Exception {
    assertThat(post("parts/teacher-service/stop").body()).contains("\"done\":true", "is down");
    assertThat(TEACHERS.isUp()).isFalse();

    assertThat(post("parts/teacher-service/start").body()).contains("\"done\":true", "is up");
    assertThat(TEACHERS.isUp()).isTrue();
  }

  @Test
  void nothingCanBePressedWhileThePageIsHeld() throws Exception {
    STAGE.hold("The demo plays.");

    assertThat(post("buttons/greet").body())
        .isEqualTo("{\"done\":false,\"text\":\"The demo plays.\"}");
    assertThat(post("parts/kafka/stop").body()).contains("The demo plays.");
    assertThat(KAFKA.isUp()).isTrue();
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    assertThat(post("buttons/nothing").statusCode()).isEqualTo(404);
    assertThat(post("parts/nobody/stop").statusCode()).isEqualTo(404);
  }

  @Test
  void anotherSiteCannotPressAButton() throws Exception {
    var foreign = post("buttons/greet", "http://evil.example");
    var own = post("buttons/greet", server.uri().toString().replaceFirst("/$", ""));

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).doesNotContain("Hello");
    assertThat(own.statusCode()).isEqualTo(200);
  }

  @Test
  void anotherNameForThisMachineIsRefused() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
      var request = "GET /stream HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void aBrowserIsToldTheStateAndEachEventOnce() throws Exception {
    STAGE.look();
    STAGE.board().add(event("first"));
    String lastId;
    try (var stream = new PageStream(server.uri(), "")) {
      await().until(() -> keys(stream).contains("first"));
      assertThat(stream.service("teacher-service").path("state").asString()).isEqualTo("UP");
      STAGE.board().add(event("second"));
      await().until(() -> keys(stream).contains("second"));
      lastId = stream.lastId();
    }

    STAGE.board().add(event("third"));
    try (var stream = new PageStream(server.uri(), lastId)) {
      await().until(() -> keys(stream).contains("third"));
      assertThat(keys(stream)).containsExactly("third");
    }
  }

  @Test
  void anIdOfAnotherRunBeginsAnew() throws Exception {
    STAGE.board().add(event("early"));
    try (var stream = new PageStream(server.uri(), "another-run:99999")) {
      await().until(() -> keys(stream).contains("early"));
    }
  }

  private static String fail() throws ConnectException {
    throw new ConnectException();
  }

  private static List<String> keys(PageStream stream) {
    return stream.events().stream()
        .map(seen -> seen.path("event").path("label").path("key").asString())
        .toList();
  }

  private static ShownEvent event(String key) {
    return new ShownEvent(
        new Place("topic", 0, 0),
        new Label("id", "type", key, 0),
        new Content("bare json", 2, "{}", null, null),
        null);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    var request = HttpRequest.newBuilder(server.uri().resolve(path));
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String... origin) throws Exception {
    var request = HttpRequest.newBuilder(server.uri().resolve(path)).POST(BodyPublishers.noBody());
    for (var each : origin) {
      request.header("Origin", each);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** A part that is at once what it is told to be. */
  private static final class FakePart implements Part {

    private final String id;
    private volatile boolean up = true;

    FakePart(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public String title() {
      return id;
    }

    @Override
    public boolean isUp() {
      return up;
    }

    @Override
    public void start() {
      up = true;
    }

    @Override
    public void stop() {
      up = false;
    }
  }
}
