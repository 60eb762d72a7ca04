package io.eventbus.examples.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.examples.school.contracts.SchoolTopics;
import io.eventbus.examples.school.contracts.TeacherCreatedIntegrationEvent;
import io.eventbus.examples.school.contracts.TeacherDeletedIntegrationEvent;
import io.eventbus.examples.school.contracts.WireExample;
import io.eventbus.publish.PublishOptions;
import io.eventbus.test.KafkaCluster;
import io.eventbus.test.WithKafka;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WithKafka
final class IdentityServiceIT {

  private static final byte[] KEY = new byte[32];
  private static final String PASSWORD = "Correct horse 1";
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @AutoClose private static EventBus teacherService;
  @AutoClose private static ConfigurableApplicationContext context;
  private static RestClient client;
  private static String bootstrapServers;

  private final String phone = "+49170000" + (1000 + NUMBERS.incrementAndGet());
  private final UUID teacherId = UUID.randomUUID();
  private final UUID tenantId = UUID.randomUUID();

  @BeforeAll
  static void start(KafkaCluster kafka) {
    bootstrapServers = kafka.bootstrapServers();
    kafka.createTopic(SchoolTopics.TEACHER_CREATED, 1);
    kafka.createTopic(SchoolTopics.TEACHER_DELETED, 1);
    teacherService =
        EventBus.builder()
            .bootstrapServers(bootstrapServers)
            .topicPrefix(SchoolTopics.TEACHER_PREFIX)
            .source("teacher-service")
            .build();
    context =
        IdentityApplication.application()
            .run(
                "--server.port=0",
                "--eventbus.bootstrap-servers=" + bootstrapServers,
                "--identity.token-key=" + Base64.getEncoder().encodeToString(KEY));
    client =
        RestClient.builder()
            .baseUrl(
                "http://localhost:" + context.getEnvironment().getProperty("local.server.port"))
            .defaultStatusHandler(status -> true, (request, response) -> {})
            .build();
  }

  @Test
  void aTeacherBecomesAPendingUser() throws Exception {
    teacherCreated();

    var user = users().get(0);
    assertThat(user.propertyNames())
        .containsExactlyInAnyOrder(
            "id", "teacherId", "tenantId", "phoneNumber", "fullName", "email", "status");
    assertThat(user.path("teacherId").asString()).isEqualTo(teacherId.toString());
    assertThat(user.path("tenantId").asString()).isEqualTo(tenantId.toString());
    assertThat(user.path("fullName").asString()).isEqualTo("Ada Lovelace");
    assertThat(user.path("email").asString()).isEqualTo("ada@example.org");
    assertThat(user.path("status").asString()).isEqualTo("PendingActivation");
  }

  @Test
  void understandsTheEventsAsTheContractShowsThem() throws Exception {
    var created = WireExample.teacherCreated();
    var golden = JsonMapper.shared().readTree(created.body());
    var number = golden.path("phoneNumber").asString();

    send(created);

    var user = await().until(() -> users(number), found -> found.size() == 1).get(0);
    golden.forEachEntry((name, value) -> assertThat(user.path(name)).as(name).isEqualTo(value));
    assertThat(user.path("status").asString()).isEqualTo("PendingActivation");
    send(WireExample.teacherDeleted());
    await().until(() -> users(number).get(0).path("status").asString().equals("Deactivated"));
  }

  @Test
  void aUserIsFoundByTheId() throws Exception {
    teacherCreated();

    var user = users().get(0);
    var found = get("/api/v1/users/" + user.path("id").asString());
    assertThat(found.getStatusCode().value()).isEqualTo(200);
    assertThat(found.getBody()).isEqualTo(user);
    assertThat(get("/api/v1/users/" + teacherId).getStatusCode().value()).isEqualTo(404);
    assertThat(get("/api/v1/users/nobody").getStatusCode().value()).isEqualTo(400);
  }

  @Test
  void usersAreFoundByTheNumberWithoutItsPlusToo() throws Exception {
    teacherCreated();

    assertThat(users(phone.substring(1))).isEqualTo(users(phone)).hasSize(1);
    assertThat(users("+491799999999")).isEmpty();
  }

  @Test
  void aRepeatedEventChangesNothing() throws Exception {
    teacherCreated();
    assertThat(setPassword(PASSWORD).getStatusCode().value()).isEqualTo(204);
    var before = users();

    publish(created());
    awaitLastEvent();

    assertThat(users()).isEqualTo(before);
  }

  @Test
  void anEventThatComesAgainIsNotHandledAgain() throws Exception {
    var options = PublishOptions.defaults().withId(UUID.randomUUID().toString());
    var before = repeated();

    publish(created(), options);
    publish(created(), options);
    awaitLastEvent();

    assertThat(users()).hasSize(1);
    assertThat(repeated()).isEqualTo(before + 1);
  }

  @Test
  void aDeletedTeacherCannotLogInAnyMore() throws Exception {
    teacherCreated();
    setPassword(PASSWORD);
    assertThat(login(phone, PASSWORD).getStatusCode().value()).isEqualTo(200);

    publish(deleted());

    await().until(() -> statuses().equals(List.of("Deactivated")));
    assertThat(login(phone, PASSWORD).getStatusCode().value()).isEqualTo(401);
    assertThat(setPassword(PASSWORD).getStatusCode().value()).isEqualTo(404);
  }

  @Test
  void aTeacherDeletedBeforeCreatedNeverGetsAUserToLogIn() throws Exception {
    publish(deleted());
    await().until(() -> statuses().equals(List.of("Deactivated")));

    publish(created());
    awaitLastEvent();

    assertThat(statuses()).containsExactly("Deactivated");
  }

  @Test
  void anEventThatTheDatabaseRefusesIsADeadLetterAfterOneAttempt() throws Exception {
    publish(
        new TeacherCreatedIntegrationEvent(
            teacherId, tenantId, null, "Ada Lovelace", "ada@example.org"));
    awaitLastEvent();

    var letter = deadLetter(SchoolTopics.TEACHER_CREATED + ".identity-service.dlq");
    assertThat(letter.key()).isEqualTo(teacherId.toString());
    assertThat(letter.headers().lastHeader("eventbus-dlq-attempts").value())
        .asString(UTF_8)
        .isEqualTo("1");
    var id = new String(letter.headers().lastHeader("ce_id").value(), UTF_8);
    assertThat(claims(id)).isZero();
  }

  @Test
  void aPasswordIsSetOnce() throws Exception {
    teacherCreated();

    assertThat(setPassword(PASSWORD).getStatusCode().value()).isEqualTo(204);
    assertThat(statuses()).containsExactly("Active");
    assertThat(setPassword("Another horse 2").getStatusCode().value()).isEqualTo(409);
    assertThat(login(phone, "Another horse 2").getStatusCode().value()).isEqualTo(401);
    assertThat(login(phone, PASSWORD).getStatusCode().value()).isEqualTo(200);
  }

  @Test
  void aWeakPasswordIsToldWhatItLacks() throws Exception {
    teacherCreated();

    var answer = setPassword("correct horse");

    assertThat(answer.getStatusCode().value()).isEqualTo(400);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(answer.getBody().path("missing").valueStream().map(JsonNode::asString))
        .containsExactly("an upper-case letter", "a digit");
    assertThat(statuses()).containsExactly("PendingActivation");
  }

  @Test
  void aPasswordForNobodyIsRefused() {
    assertThat(setPassword(PASSWORD).getStatusCode().value()).isEqualTo(404);
    assertThat(post("/auth/set-password", Map.of("phoneNumber", phone)).getStatusCode().value())
        .isEqualTo(400);
  }

  @Test
  void aLoginGivesATokenThatTheKeyVerifies() throws Exception {
    teacherCreated();
    setPassword(PASSWORD);

    var answer = login(phone, PASSWORD);

    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    assertThat(answer.getBody().path("tokenType").asString()).isEqualTo("Bearer");
    assertThat(answer.getBody().path("expiresIn").asInt()).isEqualTo(900);
    var jwt =
        NimbusJwtDecoder.withSecretKey(new SecretKeySpec(KEY, "HmacSHA256"))
            .build()
            .decode(answer.getBody().path("token").asString());
    assertThat(jwt.getSubject()).isEqualTo(users().get(0).path("id").asString());
    assertThat(jwt.getClaimAsString("tenant")).isEqualTo(tenantId.toString());
  }

  @Test
  void aFailedLoginDoesNotTellWhy() throws Exception {
    var unknown = login(phone, PASSWORD);
    teacherCreated();
    var pending = login(phone, PASSWORD);
    setPassword(PASSWORD);
    var wrong = login(phone, "Wrong horse 123");

    assertThat(unknown.getStatusCode().value()).isEqualTo(401);
    assertThat(unknown.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(List.of(pending.getStatusCode(), wrong.getStatusCode()))
        .containsOnly(unknown.getStatusCode());
    assertThat(List.of(pending.getBody(), wrong.getBody())).containsOnly(unknown.getBody());
  }

  private void teacherCreated() throws Exception {
    publish(created());
    await().until(() -> users().size() == 1);
  }

  private TeacherCreatedIntegrationEvent created() {
    return new TeacherCreatedIntegrationEvent(
        teacherId, tenantId, phone, "Ada Lovelace", "ada@example.org");
  }

  private TeacherDeletedIntegrationEvent deleted() {
    return new TeacherDeletedIntegrationEvent(
        teacherId, tenantId, phone, "Ada Lovelace", "ada@example.org");
  }

  /**
   * Same key, same order: once another event with the teacher's key shows, the last one is done.
   */
  private void awaitLastEvent() throws Exception {
    var next = "+49180000" + (1000 + NUMBERS.incrementAndGet());
    var event =
        new TeacherCreatedIntegrationEvent(
            UUID.randomUUID(), tenantId, next, "Next", "next@example.org");
    publish(event, PublishOptions.defaults().withKey(teacherId.toString()));
    await().until(() -> users(next).size() == 1);
  }

  private static double repeated() {
    var counter =
        context
            .getBean(MeterRegistry.class)
            .find("eventbus.inbox")
            .tags("group", "identity-service", "outcome", "repeated")
            .functionCounter();
    return counter == null ? 0 : counter.count();
  }

  private static int claims(String eventId) {
    return context
        .getBean(JdbcClient.class)
        .sql("select count(*) from eventbus_inbox where event_id = :eventId")
        .param("eventId", eventId)
        .query(Integer.class)
        .single();
  }

  private static ConsumerRecord<String, String> deadLetter(String topic) {
    var config =
        Map.<String, Object>of(
            "bootstrap.servers", bootstrapServers,
            "group.id", "dead-letter-reader",
            "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      return await()
          .until(() -> consumer.poll(Duration.ofMillis(100)), records -> !records.isEmpty())
          .iterator()
          .next();
    }
  }

  private static void send(WireExample example) throws Exception {
    var record = new ProducerRecord<>(example.topic(), example.key(), example.body());
    example.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record).get(30, TimeUnit.SECONDS);
    }
  }

  private static void publish(IntegrationEvent event) throws Exception {
    publish(event, PublishOptions.defaults());
  }

  private static void publish(IntegrationEvent event, PublishOptions options) throws Exception {
    teacherService.publish(event, options).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private JsonNode users() {
    return users(phone);
  }

  private static JsonNode users(String phone) {
    return client.get().uri("/api/v1/users?phone={p}", phone).retrieve().body(JsonNode.class);
  }

  private List<String> statuses() {
    return users().valueStream().map(user -> user.path("status").asString()).toList();
  }

  private ResponseEntity<JsonNode> setPassword(String password) {
    return post("/auth/set-password", Map.of("phoneNumber", phone, "password", password));
  }

  private static ResponseEntity<JsonNode> login(String phone, String password) {
    return post("/auth/login", Map.of("phoneNumber", phone, "password", password));
  }

  private static ResponseEntity<JsonNode> get(String path) {
    return client.get().uri(path).retrieve().toEntity(JsonNode.class);
  }

  private static ResponseEntity<JsonNode> post(String path, Map<String, String> body) {
    return client
        .post()
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .retrieve()
        .toEntity(JsonNode.class);
  }
}
