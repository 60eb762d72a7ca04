package io.eventbus.examples.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.examples.certificate.RunningService.Answer;
import io.eventbus.examples.certificate.issuer.IssuerMode;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithKafka(own = true)
final class CertificateServiceIT {

  private final KafkaCluster kafka;
  private final String topicName = "user-topic-" + UUID.randomUUID();

  CertificateServiceIT(KafkaCluster kafka) {
    this.kafka = kafka;
  }

  @Test
  void publishesToTheByteWhatTheEarlierServiceDid() throws Exception {
    var topic = Topic.create(kafka, "user-topic");
    try (var service = RunningService.start(Map.of("KAFKA_BROKERS", kafka.bootstrapServers()))) {
      var answer = service.issue();

      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.text("status")).isEqualTo("viewCertificate");
      assertThat(answer.text("certificateId")).startsWith("did:example:");
      await().untilAsserted(() -> assertThat(topic.records()).hasSize(1));
      var record = topic.records().get(0);
      assertThat(new String(record.value(), UTF_8) + "\n").isEqualTo(golden());
      assertThat(record.key()).isEqualTo("course-1");
      assertThat(record.headers()).isEmpty();
    }
  }

  @Test
  void answersARepeatedRequestWithTheSameCertificateAndPublishesNothingMore() throws Exception {
    var topic = Topic.create(kafka, topicName);
    try (var service = start(Map.of())) {
      var first = service.issue();
      var second = service.issue();

      assertThat(first.status()).isEqualTo(201);
      assertThat(second.status()).isEqualTo(200);
      assertThat(second.body()).isEqualTo(first.body());
      await().until(() -> service.waitingEvents() == 0);
      assertThat(topic.records()).hasSize(1);
    }
  }

  @Test
  void ofManyRequestsAtOnceOneIssuesAndAllAreAnswered() throws Exception {
    var topic = Topic.create(kafka, topicName);
    var threads = Executors.newFixedThreadPool(8);
    try (var service = start(Map.of())) {
      var answers = new ArrayList<Answer>();
      for (var answer :
          threads.invokeAll(Collections.<Callable<Answer>>nCopies(8, service::issue))) {
        answers.add(answer.get());
      }

      assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
      assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(7);
      assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
      await().until(() -> service.waitingEvents() == 0);
      assertThat(topic.records()).hasSize(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void startsAndIssuesWhileKafkaIsAwayAndPublishesOnceItIsBack() throws Exception {
    var topic = Topic.create(kafka, topicName);
    kafka.stop();
    try (var service = start(Map.of())) {
      long start = System.nanoTime();

      var answer = service.issue();

      assertThat(answer.status()).isEqualTo(201);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(service.waitingEvents()).isEqualTo(1);
      kafka.start();
      await().untilAsserted(() -> assertThat(topic.records()).hasSize(1));
      assertThat(new String(topic.records().get(0).value(), UTF_8))
          .contains(answer.text("certificateId"));
      await().until(() -> service.waitingEvents() == 0);
      assertThat(service.get("/health").text("status")).isEqualTo("UP");
      assertThat(service.metrics())
          .contains("eventbus_relay_sent_total{outbox=\"eventbus_outbox\"} 1.0");
    } finally {
      kafka.start();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafkaEnabled", "KAFKA_ENABLED"})
  void issuesWithTheBusSwitchedOff(String variable) throws Exception {
    try (var service = start(Map.of(variable, "false"))) {
      assertThat(service.issue().status()).isEqualTo(201);
      assertThat(service.issue().status()).isEqualTo(200);
      assertThat(service.certificates()).isEqualTo(1);
      assertThat(service.waitingEvents()).isZero();
    }
  }

  @Test
  void storesAndPublishesNothingWhenTheIssuerFails() throws Exception {
    var topic = Topic.create(kafka, topicName);
    try (var service = start(Map.of("ISSUER_TIMEOUT", "1000"))) {
      assertUnavailable(service, IssuerMode.DOWN, 503);
      assertUnavailable(service, IssuerMode.SILENT, 503);
      assertUnavailable(service, IssuerMode.STALLED, 503);
      assertUnavailable(service, IssuerMode.REFUSES, 502);
      assertUnavailable(service, IssuerMode.BABBLES, 502);

      service.issuer().behave(IssuerMode.WORKS);
      await().until(() -> service.issue().status() == 201);
      await().until(() -> service.waitingEvents() == 0);
      assertThat(topic.records()).hasSize(1);
      service.issuer().close();
      assertThat(service.issue().status()).as("the issuer is not asked again").isEqualTo(200);
    }
  }

  private static void assertUnavailable(RunningService service, IssuerMode mode, int status) {
    service.issuer().behave(mode);
    long start = System.nanoTime();

    var answer = service.issue();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(answer.status()).as(mode.name()).isEqualTo(status);
    assertThat(answer.text("detail")).startsWith("The issuer");
    assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    assertThat(service.certificates()).isZero();
    assertThat(service.waitingEvents()).isZero();
  }

  @Test
  void asksForPatienceWhileTheIssuerIsNotThere() throws Exception {
    try (var service = start(Map.of("kafkaEnabled", "false"))) {
      service.issuer().close();

      assertThat(service.issue().status()).isEqualTo(503);
      assertThat(service.certificates()).isZero();
    }
  }

  @Test
  void asksForPatienceWhileTheDatabaseIsAway() throws Exception {
    try (var service = start(Map.of("kafkaEnabled", "false"))) {
      service.loseDatabase();

      var answer = service.issue();

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text("detail")).startsWith("The database");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @Test
  void namesWhatIsWrongWithARequest() throws Exception {
    try (var service = start(Map.of())) {
      var unknown = service.issue("user-9", "course-1");
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.text("detail")).isEqualTo("No learner has this user id.");
      var elsewhere = service.issue("user-1", "course-9");
      assertThat(elsewhere.status()).isEqualTo(404);
      assertThat(elsewhere.text("detail")).isEqualTo("The learner is not enrolled in this course.");
      var early = service.issue("user-2", "course-1");
      assertThat(early.status()).isEqualTo(409);
      assertThat(early.text("detail")).isEqualTo("The learner has not completed this course.");
      var invalid = service.post("{\"userId\":\"a b\"}");
      assertThat(invalid.status()).isEqualTo(400);
      assertThat(invalid.body().path("invalid").propertyNames())
          .containsExactly("courseId", "userId");
      assertThat(invalid.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(service.issuer().issued()).isZero();
      assertThat(service.waitingEvents()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{\"userId\":", "{\"userId\":{}}"})
  void refusesABodyThatIsNotTheExpectedJson(String body) throws Exception {
    try (var service = start(Map.of("kafkaEnabled", "false"))) {
      assertThat(service.post(body).status()).isEqualTo(400);
    }
  }

  private RunningService start(Map<String, String> more) {
    var variables = new HashMap<>(more);
    variables.put("KAFKA_BROKERS", kafka.bootstrapServers());
    variables.put("KAFKA_TOPIC", topicName);
    return RunningService.start(variables);
  }

  private static String golden() throws IOException {
    try (var file = CertificateServiceIT.class.getResourceAsStream("/certificate-issued.golden")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    }
  }
}
