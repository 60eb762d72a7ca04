package io.eventbus.examples.school;

import static io.eventbus.examples.school.Checks.expect;
import static io.eventbus.examples.school.Checks.expectStatus;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbus.examples.school.SchoolClient.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Certificates are issued, and told of to the byte as the earlier service did. */
final class CertificateScenario implements Scenario {

  private static final String TOPIC = "user-topic";

  private final School school;
  private final SchoolClient client;
  private final Wire wire;
  private final Service service;
  private final Learners learners;
  private String ada = "";
  private Answer away = new Answer(0, JsonMapper.shared().nullNode());

  CertificateScenario(School school, SchoolClient client, Wire wire) {
    this.school = school;
    this.client = client;
    this.wire = wire;
    this.service = school.service(SchoolService.CERTIFICATES);
    this.learners = new Learners(service);
  }

  @Override
  public String system() {
    return "certificates";
  }

  @Override
  public List<Step> steps() {
    return List.of(
        new Step("the issuer is down", this::issuerDown),
        new Step("a certificate is issued", this::issue),
        new Step("it is asked for again", this::issueAgain),
        new Step("one is issued with kafkaEnabled=false", this::switchedOff));
  }

  @Override
  public List<Step> withoutKafka() {
    return List.of(new Step("a certificate is issued all the same", this::issueWithoutKafka));
  }

  @Override
  public List<Step> withKafkaAgain() {
    return List.of(new Step("its event appears", this::eventAppears));
  }

  private String issuerDown() throws Exception {
    ada = learners.completed("Ada", "Lovelace");
    expectStatus(204, behave("down"));
    try {
      var answer = issueTo(ada);
      expectStatus(503, answer);
      expect(true, answer.text("detail").startsWith("The issuer"));
      // What is sent leaves the outbox later, so that nothing can slip between these two.
      expect(0, waiting(service));
      expect(List.of(), events(ada));
      return "503, told why; no event";
    } finally {
      behave("works");
    }
  }

  private Answer behave(String mode) throws Exception {
    return client.send("PUT", school.issuer().resolve("/mode/" + mode), null);
  }

  private String issue() throws Exception {
    var answer = issueTo(ada);
    expectStatus(201, answer);
    var event = onlyEvent(ada);
    expect(Learners.COURSE, new String(event.key(), UTF_8));
    expect(0, event.headers().toArray().length);
    var text = new String(event.value(), UTF_8);
    expect(asTheEarlierService(answer, JsonMapper.shared().readTree(text)), text);
    return "201; %d bytes on %s as ever, key %s"
        .formatted(event.value().length, TOPIC, Learners.COURSE);
  }

  /** What the earlier service would have written: its names, their order, its form of times. */
  private static String asTheEarlierService(Answer answer, JsonNode event) {
    var data = event.path("data");
    return """
        {"eventType":"COURSE_STATUS_UPDATED","timestamp":"%s","data":{"userId":"%s",\
        "courseId":"%s","courseName":"%s","certificateId":"%s","firstName":"Ada",\
        "lastName":"Lovelace","issuanceDate":"%s","expirationDate":"%s",\
        "status":"viewCertificate","eventType":"CERTIFICATE_ISSUED"}}"""
        .formatted(
            time(event.path("timestamp")),
            answer.text("userId"),
            Learners.COURSE,
            Learners.COURSE_NAME,
            answer.text("certificateId"),
            same(answer.text("issuanceDate"), data.path("issuanceDate")),
            same(answer.text("expirationDate"), data.path("expirationDate")));
  }

  private static String same(String expected, JsonNode time) {
    expect(Instant.parse(expected), Instant.parse(time(time)));
    return time(time);
  }

  private static String time(JsonNode node) {
    var text = node.asString("");
    expect(true, text.matches("[0-9-]{10}T[0-9:]{8}[.][0-9]{3}Z"));
    return text;
  }

  private String issueAgain() throws Exception {
    expectStatus(200, issueTo(ada));
    Await.until("nothing waits", () -> waiting(service), count -> count == 0);
    expect(1, events(ada).size());
    return "200, the same certificate; no second event";
  }

  private String switchedOff() throws Exception {
    try (var silent = new Service(new Certificates(school, Map.of("kafkaEnabled", "false")))) {
      silent.start();
      var grace = new Learners(silent).completed("Grace", "Hopper");
      var uri = silent.uri().resolve("/certificate/issue");
      expectStatus(201, client.send("POST", uri, request(grace)));
      expect(0, waiting(silent));
      expect(List.of(), events(grace));
      return "201; no event";
    }
  }

  private String issueWithoutKafka() throws Exception {
    var start = System.nanoTime();
    away = issueTo(learners.completed("Alan", "Turing"));
    expectStatus(201, away);
    expect(1, waiting(service));
    return "201 in %d ms; the event waits in the outbox"
        .formatted((System.nanoTime() - start) / 1_000_000);
  }

  private String eventAppears() throws Exception {
    var event = onlyEvent(away.text("userId"));
    expect(true, new String(event.value(), UTF_8).contains(away.text("certificateId")));
    return "key " + new String(event.key(), UTF_8) + ", nothing was lost";
  }

  private static int waiting(Service certificates) throws Exception {
    return Databases.count(certificates.database(), "eventbus_outbox");
  }

  private Answer issueTo(String userId) throws Exception {
    return client.post(SchoolService.CERTIFICATES, "/certificate/issue", request(userId));
  }

  private static Map<String, String> request(String userId) {
    return Map.of("userId", userId, "courseId", Learners.COURSE);
  }

  private ConsumerRecord<byte[], byte[]> onlyEvent(String userId) throws Exception {
    var found = Await.until("its event", () -> events(userId), events -> !events.isEmpty());
    expect(1, found.size());
    return found.get(0);
  }

  private List<ConsumerRecord<byte[], byte[]>> events(String userId) {
    return wire.read(TOPIC).stream()
        .filter(event -> new String(event.value(), UTF_8).contains(userId))
        .toList();
  }
}
