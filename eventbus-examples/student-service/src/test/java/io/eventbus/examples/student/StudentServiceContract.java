package io.eventbus.examples.student;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.EventBus;
import io.eventbus.examples.school.contracts.ParentCreatedIntegrationEvent;
import io.eventbus.examples.school.contracts.SchoolTopics;
import io.eventbus.examples.school.contracts.WireExample;
import io.eventbus.publish.PublishOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service does with events, on each database. */
abstract class StudentServiceContract {

  private final UUID studentId = UUID.randomUUID();

  abstract EventBus teacherService();

  abstract ConfigurableApplicationContext service();

  static EventBus teacherService(String bootstrapServers) {
    return EventBus.builder()
        .bootstrapServers(bootstrapServers)
        .topicPrefix(SchoolTopics.TEACHER_PREFIX)
        .source("teacher-service")
        .build();
  }

  static ConfigurableApplicationContext start(String bootstrapServers, String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--server.tomcat.basedir=target/tomcat",
                "--eventbus.bootstrap-servers=" + bootstrapServers,
                // A group of its own for each database, since all hear of the same parents.
                "--eventbus.consumer.group=student-service-" + UUID.randomUUID()));
    arguments.addAll(List.of(more));
    return StudentApplication.application().run(arguments.toArray(String[]::new));
  }

  @Test
  void aParentBecomesAContactOfTheStudent() throws Exception {
    var parent = parent("Ada Lovelace", "ada@example.org");

    publish(parent, UUID.randomUUID());

    await().until(() -> contacts().size() == 1);
    var contact = contacts().get(0);
    assertThat(contact.propertyNames())
        .containsExactlyInAnyOrder("parentId", "fullName", "phoneNumber", "email");
    assertThat(contact.path("parentId").asString()).isEqualTo(parent.parentId().toString());
    assertThat(contact.path("fullName").asString()).isEqualTo("Ada Lovelace");
    assertThat(contact.path("phoneNumber").asString()).isEqualTo("+491701234567");
    assertThat(contact.path("email").asString()).isEqualTo("ada@example.org");
  }

  @Test
  void understandsTheEventAsTheContractShowsIt() throws Exception {
    var example = WireExample.parentCreated();
    var golden = JsonMapper.shared().readTree(example.body());
    var student = UUID.fromString(golden.path("studentId").asString());

    send(example);

    var contact = await().until(() -> contacts(student), found -> found.size() == 1).get(0);
    for (var name : List.of("parentId", "fullName", "phoneNumber", "email")) {
      assertThat(contact.path(name)).as(name).isEqualTo(golden.path(name));
    }
  }

  @Test
  void anEventThatComesAgainAddsNoSecondContact() throws Exception {
    var parent = parent("Ada Lovelace", "ada@example.org");
    var eventId = UUID.randomUUID();

    publish(parent, eventId);
    publish(parent, eventId);
    // Same key, same order: once this one shows, those before it are done.
    publish(
        new ParentCreatedIntegrationEvent(
            parent.parentId(),
            parent.tenantId(),
            studentId,
            "+491707654321",
            "Grace Hopper",
            "grace@example.org"),
        UUID.randomUUID());

    await().until(() -> names().contains("Grace Hopper"));
    assertThat(names()).containsExactly("Ada Lovelace", "Grace Hopper");
  }

  private ParentCreatedIntegrationEvent parent(String fullName, String email) {
    return new ParentCreatedIntegrationEvent(
        UUID.randomUUID(), UUID.randomUUID(), studentId, "+491701234567", fullName, email);
  }

  private void publish(ParentCreatedIntegrationEvent event, UUID id) throws Exception {
    teacherService()
        .publish(event, PublishOptions.defaults().withId(id.toString()))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  private void send(WireExample example) throws Exception {
    var record = new ProducerRecord<>(example.topic(), example.key(), example.body());
    example.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    var brokers = service().getEnvironment().getRequiredProperty("eventbus.bootstrap-servers");
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
      producer.send(record).get(30, TimeUnit.SECONDS);
    }
  }

  private List<String> names() {
    return contacts().valueStream().map(contact -> contact.path("fullName").asString()).toList();
  }

  private JsonNode contacts() {
    return contacts(studentId);
  }

  private JsonNode contacts(UUID student) {
    return RestClient.create(
            "http://localhost:" + service().getEnvironment().getProperty("local.server.port"))
        .get()
        .uri("/api/v1/students/{id}/contacts", student)
        .retrieve()
        .body(JsonNode.class);
  }
}
